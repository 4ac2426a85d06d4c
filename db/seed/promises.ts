import { type Actor, SYSTEM } from '#core/access.ts';
import type { Calendar } from '#core/calendar/calendar.ts';
import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import { listCalendars, listRules, makeCalendar, makeRule, orderRules, removeCalendar, removeRule, type RuleInput } from '#modules/promises/index.ts';

/** By id what the demo promises, and when somebody is there to keep it. */
export type DemoPromises = { calendar: string; rules: string[] };

const DESK_ZONE = 'Europe/Berlin';
/** Somebody sits there from seven to six, but for lunch. */
const DAY = [
	{ from: '07:00', to: '12:30' },
	{ from: '13:15', to: '18:00' },
];
const MINUTES_OF_DAY = 330 + 285;

/** The service desk of Bielefeld with its lunch break and two holidays, the next ones. */
export function deskHours(today: Date): Calendar {
	const year = today.getUTCFullYear();
	return {
		zone: DESK_ZONE,
		week: [DAY, DAY, DAY, DAY, DAY, [], []],
		exceptions: [
			{ day: `${year}-12-25`, name: 'Christmas Day', shifts: [] },
			{ day: `${year + 1}-01-01`, name: 'New Year’s Day', shifts: [] },
		],
	};
}

type Promised = Pick<RuleInput, 'kind' | 'minutes' | 'pauses' | 'ladder'>;
const PROMISED: readonly Promised[] = [
	{
		kind: 'first_response',
		minutes: 30,
		pauses: [],
		ladder: [
			{ after: 10, tell: 'assignee' },
			{ after: 20, tell: 'team' },
			{ after: 28, tell: 'owner' },
		],
	},
	{ kind: 'next_response', minutes: 120, pauses: ['snoozed'], ladder: [{ after: 90, tell: 'assignee' }] },
	{
		kind: 'resolution',
		minutes: 3 * MINUTES_OF_DAY,
		pauses: ['waiting_for_customer', 'snoozed'],
		ladder: [{ after: 2 * MINUTES_OF_DAY, tell: 'assignee' }],
	},
];

/** What Kestrel Air promises comes before what was there. */
export async function makePromises(tx: Tx): Promise<DemoPromises> {
	const { zone, week, exceptions } = deskHours(now(tx));
	const { id: calendar } = await makeCalendar(tx, SYSTEM, { name: 'Service desk Bielefeld', zone, week, exceptions });
	const before = await listRules(tx, SYSTEM);
	const rules: string[] = [];
	for (const promised of PROMISED) rules.push((await makeRule(tx, SYSTEM, { ...ANYBODY, ...promised, calendar_id: calendar })).id);
	await orderRules(tx, SYSTEM, [...rules, ...before.map(({ id }) => id)]);
	return { calendar, rules };
}

const ANYBODY = { name: '', channels: [], topics: [], groups: [], langs: [], active: true };

/** Takes it back. What the owner made meanwhile stays, and so does the calendar if that counts by it. */
export async function removePromises(tx: Tx, actor: Actor, { calendar, rules }: DemoPromises): Promise<void> {
	const present = await listRules(tx, actor);
	for (const { id } of present) if (rules.includes(id)) await removeRule(tx, actor, id);
	const isUsed = present.some((rule) => rule.calendar_id === calendar && !rules.includes(rule.id));
	const isThere = (await listCalendars(tx, actor)).some(({ id }) => id === calendar);
	if (isThere && !isUsed) await removeCalendar(tx, actor, calendar);
}
