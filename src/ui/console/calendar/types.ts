import type { ObstacleCode } from '#modules/bookings/browser.ts';

export type Stretch = { from: string; until: string };
export type Crew = { id: string; name: string; colour: string };
export type Worker = {
	id: string;
	name: string;
	crew_id: string | null;
	zone: string;
	base: { name: string; lat: number | null; lon: number | null };
	hours: Stretch[];
	busy: Stretch[];
	exceptions: { day: string; name: string }[];
};
export type Visit = {
	id: string;
	code: string;
	state: string;
	customer_id: string;
	customer: string | null;
	starts_at: string;
	ends_at: string;
	window_from: string;
	window_until: string;
	address: string;
	lat: number | null;
	lon: number | null;
	zone: string;
	note: string;
	phone: string;
	version: number;
	items: { names: Record<string, string> }[];
	workers?: { id: string; name: string }[] | undefined;
};
export type Obstacle = {
	code: ObstacleCode;
	soft: boolean;
	worker: string | null;
	missing: string[];
	busy: Stretch | null;
	late_minutes: number;
};
/** People of one crew, in their order; `crew` is empty for those in none. */
export type Group = { crew: Crew | undefined; workers: Worker[] };
