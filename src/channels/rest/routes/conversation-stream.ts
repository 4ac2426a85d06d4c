import { z } from 'zod';
import { type Actor, customersOf, hasScope } from '#core/access.ts';
import { type Changes, mayHear, readableConversation } from '#modules/conversations/index.ts';
import { ERASED } from '#modules/customers/index.ts';
import { messageShape, presentMessage, presentState } from '../conversation-shapes.ts';
import { beat, eventStream, type EventStream } from '../event-stream.ts';
import { type Call, HANDLED, read } from '../route.ts';
import { idSchema } from '../schemas.ts';

const since = z.coerce.number().int().min(0).optional();

export const conversationStreamRoutes = [
	read({
		method: 'GET',
		path: '/conversations/{id}/stream',
		tag: 'Conversations',
		summary:
			'What happens in a conversation, as it happens (SSE): `message`, `state`, `passing`, `reset`. After a lost connection `Last-Event-ID` goes on where it ended',
		access: 'anyone',
		params: z.object({ id: idSchema }),
		query: z.object({ since: since.meta({ description: 'The version from which to go on, for a first connection' }) }),
		media: 'text/event-stream',
		reply: messageShape,
		handle: async (call, response) => {
			const { app, actor, params, query } = call;
			const { id } = await readableConversation(app.database.db, actor, params.id);
			const events = eventStream(response);
			const stop = app.feeds.follow(id, {
				version: lastHeard(call) ?? query.since,
				hear: (changes) => tell(events, actor, changes),
				passing: (data) => void (mayHear(actor, data) && events.send('passing', data)),
				gone: () => events.end(),
			});
			const stopWatch = app.live.watch(ERASED, (erased) => void (customersOf(actor).includes(erased) && events.end()));
			const stopBeat = beat(events, () => mayStill(call, id));
			events.beat();
			response.once('close', () => {
				stop();
				stopWatch();
				stopBeat();
			});
			return HANDLED;
		},
	}),
];

type StreamCall = Call<{ id: string }, { since?: number | undefined }, undefined>;

function lastHeard({ request }: StreamCall): number | undefined {
	const last = request.headers['last-event-id'];
	return typeof last === 'string' ? since.safeParse(last || undefined).data : undefined;
}

/** Each message under the version at which whoever hears it has heard everything up to it: the last one's. */
function tell(events: EventStream, actor: Actor, changes: Changes): void {
	const { state, messages, reset } = changes;
	if (reset) events.send('reset', { version: state.version });
	const notes = hasScope(actor, 'conversations:read');
	for (const message of messages) if (notes || message.kind !== 'note') events.send('message', presentMessage(message));
	events.send('state', presentState(changes), state.version);
}

/** A database that is away for a moment is no reason to cut anybody off. */
async function mayStill({ app, again }: StreamCall, id: string): Promise<boolean> {
	try {
		await readableConversation(app.database.db, await again(), id);
		return true;
	} catch (error) {
		return (error as { status?: number }).status === 503;
	}
}
