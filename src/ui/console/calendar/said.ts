import type { UiLang } from '#core/i18n/say.ts';
import type { SayHere } from '../../words.ts';
import { timeIn } from './times.ts';
import type { Crew, Group, Obstacle, Visit, Worker } from './types.ts';

/** What is done there, in the reader's language where it has a name in it. */
export const whatOf = ({ items }: Visit, lang: UiLang): string =>
	items.map(({ names }) => names[lang] ?? names.en ?? Object.values(names)[0] ?? '').join(' + ');

/** An obstacle in a sentence; times by the clocks of `zone`. */
export function obstacleIn(say: SayHere, lang: UiLang, zone: string, obstacle: Obstacle): string {
	const { code, worker, missing, busy, late_minutes } = obstacle;
	const name = worker ?? say('calendar_somebody');
	if (code === 'state') return say('calendar_obstacle_state');
	if (code === 'resource') return say('calendar_obstacle_resource', { missing: missing.join(', ') });
	if (code === 'skill') return say('calendar_obstacle_skill', { name, missing: missing.join(', ') });
	if (code === 'travel') return say('calendar_obstacle_travel', { name, minutes: String(late_minutes) });
	if (code === 'overlap' && busy) {
		const [from, until] = [timeIn(zone, busy.from, lang), timeIn(zone, busy.until, lang)];
		return say('calendar_obstacle_overlap', { name, from, until });
	}
	if (code === 'gone') return say('calendar_obstacle_gone', { name });
	return say(code === 'area' ? 'calendar_obstacle_area' : 'calendar_obstacle_hours', { name });
}

/** Crews in their order, then whoever is in none. */
export function grouped(crews: readonly Crew[], workers: readonly Worker[]): Group[] {
	const known = new Set(crews.map(({ id }) => id));
	return [
		...crews.map((crew) => ({ crew, workers: workers.filter(({ crew_id }) => crew_id === crew.id) })),
		{ crew: undefined, workers: workers.filter(({ crew_id }) => !crew_id || !known.has(crew_id)) },
	].filter((group) => group.workers.length > 0);
}

/** So that two people next to each other are told apart: steps of the golden angle. */
export const colourOf = (index: number): string => `hsl(${Math.round(index * 137.5) % 360} 62% 34%)`;
