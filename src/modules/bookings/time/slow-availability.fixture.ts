import type { Busy, Forces, Need, Offer, Person, Unit } from './availability.ts';
import { type WorkDay, workDays } from './work-days.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** As slow as it is plain: looks at every minute, and asks of everybody whether they could. */
export function slowOffers(need: Need, { people, units, travel }: Forces): Offer[] {
	const offers: Offer[] = [];
	const planned = people.map((person) => ({
		person,
		days: [...workDays(person.calendar, need.from - 2 * DAY_MS, need.until + 2 * DAY_MS)],
	}));
	const shown = new Set<string>();
	for (let at = Math.ceil((need.from - 2 * DAY_MS) / MINUTE_MS) * MINUTE_MS; at <= need.until; at += MINUTE_MS) {
		const clock = clockAt(need.zone, at);
		const [hours, minutes] = [Number(clock.slice(11, 13)), Number(clock.slice(14, 16))];
		if ((hours * 60 + minutes) % need.step !== 0 || shown.has(clock)) continue;
		shown.add(clock);
		if (at < need.from) continue;
		const can = planned.filter((each) => couldCome(each, need, at, travel)).length;
		const free = need.kinds.map((kind) => units.filter((unit) => unit.kind === kind && isFree(unit, need, at)).length);
		const left = Math.min(Math.floor(can / need.people), ...free);
		if (left > 0) offers.push({ at, left });
	}
	return offers;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** `2026-03-29 02:30` */
export function clockAt(zone: string, at: number): string {
	const made = () => new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
	const clock = clocks.get(zone) ?? made();
	clocks.set(zone, clock);
	return clock.format(at);
}

const spanAt = (need: Need, at: number) => ({
	begins: at - need.before * MINUTE_MS,
	ends: at + (need.minutes + need.after) * MINUTE_MS,
});

function isFree({ busy }: { busy: Unit['busy'] }, need: Need, at: number): boolean {
	const { begins, ends } = spanAt(need, at);
	return busy.every(({ from, until }) => until <= begins || from >= ends);
}

type Planned = { person: Person; days: readonly WorkDay[] };

function couldCome({ person, days }: Planned, need: Need, at: number, travel: Forces['travel']): boolean {
	const { begins, ends } = spanAt(need, at);
	const day = days.find(({ shifts }) => shifts.some(([opens, closes]) => opens <= begins && ends <= closes));
	if (!day || !isFree(person, need, at)) return false;
	const ofDay = person.busy.filter(({ from, until }) => until > day.start && from < day.end);
	const last = ofDay.filter(({ until }) => until <= begins).reduce<Busy | undefined>(laterOf, undefined);
	const next = ofDay.find(({ from }) => from >= ends);
	const [left, from] = last ? [last.until, last.at] : [day.start, person.base];
	const isThere = left + travel(from, need.site) * MINUTE_MS <= begins;
	return isThere && (!next || ends + travel(need.site, next.at) * MINUTE_MS <= next.from);
}

const laterOf = (a: Busy | undefined, b: Busy) => (a && a.until > b.until ? a : b);
