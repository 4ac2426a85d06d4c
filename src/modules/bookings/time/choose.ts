import { type Forces, type Gap, gapsOf, gapsOfUnit, type Need, type Person } from './availability.ts';
import type { Travel } from './travel.ts';

/** Somebody who is free, how many minutes of road it adds to their day, and what they have to do on it already. */
type Free = { id: string; crew_id: string | null; added: number; load: number };
export type Choice = { workers: string[]; units: string[] };

const DAY_MS = 86_400_000;

/**
 * Who shall come at the first moment of the need, and with what; nothing where there are not enough. Whoever adds the least road comes, then whoever has least
 * to do, then another one each day, so that nobody is always the first and many bookings at once do not wait for the same person; several come of one crew where that is possible. `kept` are asked first.
 */
export function choose(need: Need, forces: Forces, kept: readonly string[] = []): Choice | undefined {
	const turnOf = turns(forces.people, need.from);
	const free = forces.people
		.flatMap((person) => freeAt(person, need, forces.travel) ?? [])
		.toSorted(
			(a, b) =>
				Number(kept.includes(b.id)) - Number(kept.includes(a.id)) ||
				a.added - b.added ||
				a.load - b.load ||
				turnOf(a.id) - turnOf(b.id),
		);
	const workers = together(free, need.people);
	const units = need.kinds.map(
		(kind) =>
			forces.units.find((unit) => unit.kind === kind && gapsOfUnit(unit, need).some((gap) => isWithin(gap, need.from)))
				?.id,
	);
	const found = units.filter((id) => id !== undefined);
	return workers && found.length === units.length ? { workers, units: found } : undefined;
}

function turns(people: readonly Person[], at: number): (id: string) => number {
	const day = Math.floor(at / DAY_MS);
	const ids = people.map(({ id }) => id).toSorted();
	const turn = new Map(ids.map((id, i) => [id, (i + day) % ids.length]));
	return (id) => turn.get(id) ?? 0;
}

function freeAt(person: Person, need: Need, travel: Travel): Free | undefined {
	const gap = gapsOf(person, need, travel).find((each) => isWithin(each, need.from));
	return (
		gap && { id: person.id, crew_id: person.crew_id, added: addedRoad(gap, need, travel), load: loadOf(person, gap) }
	);
}

const isWithin = ({ first, last }: { first: number; last: number }, at: number) => first <= at && at <= last;

function addedRoad({ from, next }: Gap, { site }: Need, travel: Travel): number {
	return travel(from, site) + (next ? travel(site, next) - travel(from, next) : 0);
}

/** Milliseconds. */
function loadOf({ busy }: Person, { day }: Gap): number {
	const ofDay = busy.filter(({ from, until }) => until > day.start && from < day.end);
	return ofDay.reduce((sum, { from, until }) => sum + until - from, 0);
}

function together(free: readonly Free[], count: number): string[] | undefined {
	if (free.length < count) return undefined;
	const crews = Map.groupBy(
		free.filter(({ crew_id }) => crew_id),
		({ crew_id }) => crew_id,
	);
	const whole = [...crews.values()].filter((crew) => crew.length >= count).map((crew) => crew.slice(0, count));
	const nearest = whole.toSorted((a, b) => road(a) - road(b))[0] ?? free;
	return nearest.slice(0, count).map(({ id }) => id);
}

const road = (crew: readonly Free[]) => crew.reduce((sum, { added }) => sum + added, 0);
