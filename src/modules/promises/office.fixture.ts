import { KINDS } from '#app';
import { type Actor, SYSTEM } from '#core/access.ts';
import { timeline } from '#core/events/read.ts';
import { newId } from '#core/ids.ts';
import { startSession } from '#modules/customers/index.ts';
import { testApp } from '../../../tests/support/app.ts';
import {
	answered,
	makeCalendar,
	makeRule,
	type Occasion,
	promiseResponse,
	promisesOf,
	type RuleInput,
	type Standing,
	type Subject,
	sweepPromises,
} from './index.ts';

export const MINUTE = 60_000;
export const STAFF: Actor = {
	kind: 'staff',
	id: newId(),
	assurance: 'verified',
	scopes: ['promises:read', 'promises:write'],
};
const LUNCH = [
	{ from: '09:00', to: '12:30' },
	{ from: '13:30', to: '17:30' },
];
export const HOURS = { week: [LUNCH, LUNCH, LUNCH, LUNCH, LUNCH, [], []], exceptions: [] };
export const RULE: Omit<RuleInput, 'kind' | 'calendar_id'> = {
	name: '',
	channels: [],
	topics: [],
	groups: [],
	langs: [],
	minutes: 30,
	pauses: [],
	ladder: [],
	active: true,
};
export const LADDER = [
	{ after: 10, tell: 'assignee' as const },
	{ after: 20, tell: 'team' as const },
	{ after: 28, tell: 'owner' as const },
];

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** A business with a lunch break that answers within thirty minutes, and a visitor. Its clock is set by hand. */
export async function openOffice() {
	let time = new Date();
	const one = await testApp({ clock: () => time });
	const { app } = one;
	const { db } = app.database;
	const { calendar, first } = await app.transact(async (tx) => {
		await tx.deleteFrom('promise_rules').execute();
		const { id: calendar_id } = await makeCalendar(tx, SYSTEM, { name: 'Office', zone: 'Europe/Berlin', ...HOURS });
		const rule = (kind: RuleInput['kind'], rest: Partial<RuleInput>) =>
			makeRule(tx, SYSTEM, { ...RULE, kind, calendar_id, ...rest });
		const { id } = await rule('first_response', { ladder: LADDER, pauses: ['snoozed'] });
		await rule('next_response', { minutes: 120 });
		await rule('resolution', { minutes: 3 * 450, pauses: ['waiting_for_customer', 'snoozed'] });
		return { calendar: calendar_id, first: id };
	});
	const { actor: visitor } = await app.transact((tx) => startSession(tx, { channel: 'web' }));
	const occasion = (subject: Subject, rest: Partial<Occasion> = {}): Occasion => ({
		subject,
		customer: visitor.id,
		channel: 'web',
		lang: 'en',
		topics: [],
		groups: [],
		...rest,
	});
	const of = (subject: Subject): Promise<Standing[]> => promisesOf(db, subject, time);
	const parts = (assignee?: string) => ({
		...app,
		promiseSubjects: { conversation: { assigneeOf: async () => assignee, page: (id: string) => `/${id}` } },
	});
	return {
		...one,
		db,
		calendar,
		/** The rule of the first response. */
		first,
		visitor,
		transact: app.transact,
		now: () => time,
		at: (text: string) => void (time = new Date(text)),
		later: (minutes: number) => void (time = new Date(time.getTime() + minutes * MINUTE)),
		newSubject: (): Subject => ({ type: 'conversation', id: newId() }),
		occasion,
		write: (subject: Subject, rest: Partial<Occasion> = {}) =>
			app.transact((tx) => promiseResponse(tx, visitor, occasion(subject, rest))),
		answer: (subject: Subject) => app.transact((tx) => answered(tx, STAFF, subject)),
		of,
		byKind: async (subject: Subject, kind: string) => (await of(subject)).filter((promise) => promise.kind === kind),
		/** What happened to a promise, each with the one thing that tells it from others. */
		eventsOf: async (id: string) =>
			(await timeline(db, KINDS, 'promise', id)).map(({ name, payload }) => [
				name.replace('promise.', ''),
				payload.after ?? payload.reason ?? payload.why,
			]),
		parts,
		sweep: (assignee?: string) => sweepPromises(parts(assignee)),
	};
}
