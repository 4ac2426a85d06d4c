import type { UiLang } from '#core/i18n/say.ts';
import type { SayHere } from '../../words.ts';
import { call } from '../call.ts';
import { toasts } from '../toasts.svelte.ts';
import { troubleIn } from '../trouble.ts';
import { obstacleIn } from './said.ts';
import { momentAt, timeIn } from './times.ts';
import type { Obstacle, Visit, Worker } from './types.ts';

/** Where a visit hangs while it is moved. `minutes` after midnight by the clocks of the row. */
export type Moving = {
	visit: Visit;
	from: Worker;
	to: Worker;
	minutes: number;
	/** Nothing while they are asked for. */
	obstacles: Obstacle[] | undefined;
};
type Means = { say: SayHere; lang: UiLang; day: () => string; again: () => Promise<void> };

const QUARTER = 15;
const PAUSE_MS = 120;
const LAST_MINUTE = 24 * 60 - QUARTER;

/** Moves visits about, by pointer or by keys: asks at each place what stands in the way, and does it when it is dropped. */
export class Board {
	moving = $state.raw<Moving>();
	/** What is asked before it is done in spite of something. */
	asking = $state.raw<{ reasons: string[]; go: () => Promise<void> }>();
	said = $state('');
	#means: Means;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asked: AbortController | undefined;

	constructor(means: Means) {
		this.#means = means;
	}

	begin(visit: Visit, from: Worker, minutes: number): void {
		this.moving = { visit, from, to: from, minutes, obstacles: [] };
	}

	/** Hangs it over another row or time, and asks what stands in the way there. */
	aim(to: Worker, minutes: number): void {
		const { moving } = this;
		if (!moving) return;
		const snapped = Math.min(LAST_MINUTE, Math.max(0, Math.round(minutes / QUARTER) * QUARTER));
		if (moving.to.id === to.id && moving.minutes === snapped) return;
		this.moving = { ...moving, to, minutes: snapped, obstacles: undefined };
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#look(), PAUSE_MS);
	}

	giveUp(): void {
		if (!this.moving) return;
		this.#stop();
		this.said = this.#means.say('calendar_gave_up');
	}

	/** Moves it there, asks first where something soft stands in the way, or says why it cannot be. */
	async drop(): Promise<void> {
		const { moving } = this;
		if (!moving) return;
		const starts_at = this.startOf(moving).toISOString();
		const isSame = moving.to.id === moving.from.id && Date.parse(starts_at) === Date.parse(moving.visit.starts_at);
		if (isSame) return this.giveUp();
		clearTimeout(this.#timer);
		const workers = instead(moving.visit, moving.from.id, moving.to.id);
		const obstacles = moving.obstacles ?? (await this.ask(moving.visit, { starts_at, workers }).catch(() => undefined));
		this.#stop();
		if (!obstacles) return toasts.fail(this.#means.say('console_error_offline'));
		await this.tryMove(moving.visit, { starts_at, workers, zone: moving.to.zone }, obstacles);
	}

	startOf({ to, minutes }: Moving): Date {
		return momentAt(to.zone, this.#means.day(), minutes);
	}

	async ask(visit: Visit, body: { starts_at: string; workers: string[] }, signal?: AbortSignal): Promise<Obstacle[]> {
		const path = `/visits/${visit.id}/obstacles`;
		return (await call<{ items: Obstacle[] }>('POST', path, { body, ...(signal && { signal }) })).items;
	}

	async tryMove(visit: Visit, to: Target, obstacles: readonly Obstacle[]): Promise<void> {
		const { say } = this.#means;
		const reasons = this.reasons(obstacles, to.zone);
		if (obstacles.some(({ soft }) => !soft)) return toasts.fail(`${say('calendar_impossible')}. ${reasons.join(' ')}`);
		if (reasons.length === 0) return this.move(visit, to);
		this.asking = { reasons, go: () => this.move(visit, to, true) };
	}

	reasons(obstacles: readonly Obstacle[], zone: string): string[] {
		const { say, lang } = this.#means;
		return obstacles.map((each) => obstacleIn(say, lang, zone, each));
	}

	/** A way back is offered for as long as nobody else changes it. */
	async move(visit: Visit, { starts_at, workers, zone, names }: Target, anyway = false): Promise<void> {
		const { say, lang, again } = this.#means;
		const path = `/visits/${visit.id}/move`;
		try {
			const body = { starts_at, workers, version: visit.version, ...(anyway && { anyway: true }) };
			const { version } = await call<{ version: number }>('POST', path, { body });
			const was = { starts_at: visit.starts_at, workers: visit.workers?.map(({ id }) => id) ?? [] };
			const text = say('calendar_moved', {
				time: timeIn(zone, starts_at, lang),
				name: names ?? visit.customer ?? visit.code,
			});
			this.said = text;
			toasts.say(text, async () => {
				await call('POST', path, { body: { ...was, version, anyway: true } });
				await again();
				toasts.say(say('calendar_moved_back'));
			});
		} catch (error) {
			toasts.fail(troubleIn(say, error));
		}
		await again();
	}

	#stop(): void {
		clearTimeout(this.#timer);
		this.#asked?.abort();
		this.moving = undefined;
	}

	async #look(): Promise<void> {
		const { moving } = this;
		if (!moving) return;
		this.#asked?.abort();
		this.#asked = new AbortController();
		const workers = instead(moving.visit, moving.from.id, moving.to.id);
		const body = { starts_at: this.startOf(moving).toISOString(), workers };
		const obstacles = await this.ask(moving.visit, body, this.#asked.signal).catch(() => undefined);
		if (this.moving !== moving || !obstacles) return;
		this.moving = { ...moving, obstacles };
		this.said = [this.where(moving), ...this.reasons(obstacles, moving.to.zone)].join('. ');
	}

	where(moving: Moving): string {
		const { say, lang } = this.#means;
		return say('calendar_moving', { time: timeIn(moving.to.zone, this.startOf(moving), lang), name: moving.to.name });
	}
}

export type Target = { starts_at: string; workers: string[]; zone: string; names?: string };

/** One person in place of another; whoever comes already comes once. */
const instead = ({ workers = [] }: Visit, from: string, to: string) => [
	...new Set(workers.map(({ id }) => (id === from ? to : id))),
];
