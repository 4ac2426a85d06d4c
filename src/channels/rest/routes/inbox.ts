import { z } from 'zod';
import { countInbox, filterSchema, followInbox, listInbox } from '#modules/inbox/index.ts';
import { beat, eventStream, type EventStream } from '../event-stream.ts';
import { countsShape, inboxItem, presentCounts, presentItem } from '../inbox-shapes.ts';
import { type Call, HANDLED, read } from '../route.ts';
import { pageOf } from '../schemas.ts';

const team = { tag: 'Inbox', access: 'conversations:read' } as const;

export const inboxRoutes = [
	read({
		...team,
		method: 'GET',
		path: '/inbox',
		summary:
			'Conversations as the team reads them: without a view what the team has and nobody put off. `assignee` and `team` may be `none`',
		query: filterSchema.extend({
			cursor: z.string().max(500).optional(),
			limit: z.coerce.number().int().min(1).max(100).default(50),
		}),
		reply: pageOf(inboxItem),
		handle: async ({ app, actor, query: { cursor, limit, ...filter } }) => {
			const { items, next_cursor } = await listInbox(app.database.db, actor, {
				filter,
				cursor,
				limit,
				at: app.clock(),
			});
			return { items: items.map(presentItem), next_cursor };
		},
	}),
	read({
		...team,
		method: 'GET',
		path: '/inbox/counts',
		summary:
			'How many conversations are in each view and how many wait for whoever asks or for nobody yet, counted up to a thousand, and what the assistant asks the team',
		reply: countsShape,
		handle: async ({ app, actor }) => presentCounts(await countInbox(app.database.db, actor, app.clock())),
	}),
	read({
		...team,
		method: 'GET',
		path: '/inbox/stream',
		summary:
			'What changes in the inbox, as it happens (SSE): `hint` names a conversation that changed, `counts` how many are in each view, `mention` where you were named, `reset` that hints may have been missed',
		media: 'text/event-stream',
		reply: z.object({ conversation_id: z.string() }),
		handle: async (call, response) => {
			const events = eventStream(response);
			const counts = counting(call, events);
			await counts.now();
			const stop = followInbox(call.app.live, call.actor.kind === 'staff' ? call.actor.id : null, {
				changed: (ids) => {
					if (!ids) events.send('reset', {});
					for (const id of ids ?? []) events.send('hint', { conversation_id: id });
					counts.soon();
				},
				mentioned: (conversation_id, message_id) => events.send('mention', { conversation_id, message_id }),
			});
			// Promises run out without anybody doing anything.
			const stopBeat = beat(events, () => counts.now());
			response.once('close', () => {
				stop();
				stopBeat();
				counts.stop();
			});
			return HANDLED;
		},
	}),
];

const COUNT_EVERY_MS = 1_000;

/** Tells the counts when they are others than before. */
function counting({ app, again }: Call<undefined, undefined, undefined>, events: EventStream) {
	let told = '';
	let timer: NodeJS.Timeout | undefined;
	const now = async () => {
		timer = undefined;
		try {
			const counts = presentCounts(await countInbox(app.database.db, await again(), app.clock()));
			if (JSON.stringify(counts) !== told) events.send('counts', counts);
			told = JSON.stringify(counts);
			return true;
		} catch (error) {
			// A database that is away for a moment is no reason to cut anybody off.
			return (error as { status?: number }).status === 503;
		}
	};
	return { now, soon: () => (timer ??= setTimeout(() => void now(), COUNT_EVERY_MS)), stop: () => clearTimeout(timer) };
}
