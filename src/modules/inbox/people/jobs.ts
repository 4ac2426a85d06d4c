import { SYSTEM } from '#core/access.ts';
import type { Subscriber } from '#core/events/subscribe.ts';
import type { JobKind } from '#core/jobs.ts';
import {
	conversationClosed,
	handedBack,
	handedOver,
	lockConversation,
	setAssignee,
} from '#modules/conversations/index.ts';
import { givenToTeam } from '../events.ts';
import { inboxAwayMinutes } from '../settings.ts';
import { assignWaiting, type Desk } from './assign-by-rule.ts';

type DeskOf = Omit<Desk, 'db'> & { database: Pick<Desk, 'db'>; clock: () => Date };
const deskOf = ({ database, transact, settings }: DeskOf): Desk => ({ db: database.db, transact, settings });

/** Somebody waits, or somebody has room again. */
export const assignOnChange: Subscriber<DeskOf> = {
	how: 'act',
	name: 'inbox.assign',
	events: [handedOver, handedBack, conversationClosed, givenToTeam],
	handle: (app) => assignWaiting(deskOf(app)),
};

/** Takes from whoever is away too long what somebody waits for, and gives what waits to who came back or was woken. */
export const assignJob = (app: DeskOf): JobKind<object> => ({
	name: 'inbox.assign',
	every: '* * * * *',
	handle: async () => {
		await takeFromAway(app);
		await assignWaiting(deskOf(app));
	},
});

const BATCH = 200;

export async function takeFromAway({ database: { db }, transact, settings, clock }: DeskOf): Promise<void> {
	const minutes = settings.get(inboxAwayMinutes);
	if (minutes === 0) return;
	const left = await db
		.selectFrom('conversations as c')
		.innerJoin('inbox_members as i', 'i.member_id', 'c.assignee_id')
		.select(['c.id', 'c.assignee_id'])
		.where('i.available', '=', false)
		.where('i.away_since', '<=', new Date(clock().getTime() - minutes * 60_000))
		.where('c.status', '=', 'open')
		.where('c.holder', '=', 'team')
		.where('c.snoozed_until', 'is', null)
		.where('c.waiting_since', 'is not', null)
		.limit(BATCH)
		.execute();
	for (const { id, assignee_id } of left)
		await transact(async (tx) => {
			const conversation = await lockConversation(tx, SYSTEM, id);
			const still = conversation.assignee_id === assignee_id && conversation.waiting_since;
			if (still) await setAssignee(tx, SYSTEM, conversation, null, 'by_rule');
		});
}
