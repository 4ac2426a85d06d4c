import type { Spot, Terms } from '../kinds.ts';
import type { Busy, Person, Unit } from './availability.ts';
import type { Travel } from './travel.ts';
import { workDays } from './work-days.ts';

/** `overlap`, `resource`, `gone`, `state` cannot be helped; the others somebody may decide to bear. */
export const OBSTACLES = ['overlap', 'resource', 'gone', 'state', 'hours', 'travel', 'skill', 'area'] as const;
export type ObstacleCode = (typeof OBSTACLES)[number];
const SOFT: readonly ObstacleCode[] = ['hours', 'travel', 'skill', 'area'];
export const isSoft = (code: ObstacleCode) => SOFT.includes(code);

export type Obstacle = {
	code: ObstacleCode;
	/** Whose; none where it is nobody's. */
	worker_id: string | null;
	/** Skills that are missing, kinds of parts or rooms that are not free. */
	missing?: string[];
	/** What they have to do then. Milliseconds. */
	busy?: { from: number; until: number };
	/** So many minutes of road do not fit in. */
	late?: number;
};

/** A worker as they are judged: whatever they can do and wherever they work. */
export type Candidate = Person & { skills: readonly string[]; active: boolean };
export type Plan = {
	terms: Pick<Terms, 'minutes' | 'before' | 'after' | 'skills' | 'resource_kinds'>;
	site: Spot & { zone: string };
	/** Whether it is known where the site is: to others only who works by its clocks is sent. */
	found: boolean;
	/** When the work begins. Milliseconds. */
	at: number;
};
type Span = { from: number; until: number };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const REST_MS = 6 * 3_600_000;

/** What stands in the way of these people doing it then, all of it. Without any, `choose` would choose them. */
export function obstaclesOf(
	plan: Plan,
	people: readonly Candidate[],
	units: readonly Unit[],
	travel: Travel,
): Obstacle[] {
	const span = spanOf(plan);
	const missing = plan.terms.resource_kinds.filter(
		(kind) => !units.some((unit) => unit.kind === kind && !clashOf(unit.busy, span)),
	);
	return [
		...people.flatMap((person) => ofPerson(plan, person, span, travel)),
		...(missing.length > 0 ? [{ code: 'resource', worker_id: null, missing } as const] : []),
	];
}

/** The work with the time before and after it. */
const spanOf = ({ terms, at }: Plan): Span => ({
	from: at - terms.before * MINUTE_MS,
	until: at + (terms.minutes + terms.after) * MINUTE_MS,
});

function ofPerson(plan: Plan, person: Candidate, span: Span, travel: Travel): Obstacle[] {
	const { terms, site, found } = plan;
	const worker_id = person.id;
	if (!person.active) return [{ code: 'gone', worker_id }];
	const obstacles: Obstacle[] = [];
	const clash = clashOf(person.busy, span);
	if (clash) obstacles.push({ code: 'overlap', worker_id, busy: { from: clash.from, until: clash.until } });
	const missing = terms.skills.filter((skill) => !person.skills.includes(skill));
	if (missing.length > 0) obstacles.push({ code: 'skill', worker_id, missing });
	if (!found && person.calendar.zone !== site.zone) obstacles.push({ code: 'area', worker_id });
	const days = [...workDays(person.calendar, span.from - 2 * DAY_MS, span.until + 2 * DAY_MS)];
	const isAtWork = days.some(({ shifts }) =>
		shifts.some(([opens, closes]) => opens <= span.from && span.until <= closes),
	);
	if (!isAtWork) obstacles.push({ code: 'hours', worker_id });
	const late = clash ? 0 : lateness(person, span, site, travel, days);
	if (late > 0) obstacles.push({ code: 'travel', worker_id, late: Math.ceil(late / MINUTE_MS) });
	return obstacles;
}

const clashOf = <B extends Span>(busy: readonly B[], { from, until }: Span) =>
	busy.find((each) => each.from < until && each.until > from);

type Days = readonly { start: number; end: number }[];

/** How much too short the road is before or after it. Off hours a day has no base to begin at: then only what they do just before and after counts. */
function lateness({ base, busy }: Person, span: Span, site: Spot, travel: Travel, days: Days): number {
	const day = days.find(({ start, end }) => start <= span.from && span.from < end);
	const since = day?.start ?? span.from - REST_MS;
	const till = day?.end ?? span.until + REST_MS;
	const last = latest(busy.filter(({ until }) => until > since && until <= span.from));
	const next = busy.find(({ from }) => from >= span.until && from < till);
	const arrives = last
		? last.until + travel(last.at, site) * MINUTE_MS
		: day && day.start + travel(base, site) * MINUTE_MS;
	const leaves = next && next.from - travel(site, next.at) * MINUTE_MS;
	return Math.max(0, (arrives ?? -Infinity) - span.from, span.until - (leaves ?? Infinity));
}

const latest = (busy: readonly Busy[]) => busy.toSorted((a, b) => b.until - a.until)[0];
