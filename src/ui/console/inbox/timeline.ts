import { call } from '../call.ts';
import type { By } from '../customers/by-whom.ts';

type Told = {
	id: string;
	name: string;
	subject: { type: string; id: string };
	actor: { kind: string; name: string | null };
	at: string;
	payload: Record<string, unknown>;
};
export type Fact = {
	id: string;
	name: string;
	about: Told['subject'];
	by: By;
	at: Date;
	payload: Told['payload'];
};

const AT_ONCE = 10;
const SYSTEM: By = { kind: 'system', name: undefined };

/** What happened in a conversation and around it with its customer, newest first. */
export async function timelineOf(id: string, cursor?: string): Promise<{ facts: Fact[]; next: string | undefined }> {
	const path = `/conversations/${id}/timeline?limit=${AT_ONCE}${cursor ? `&cursor=${cursor}` : ''}`;
	const { items, next_cursor } = await call<{ items: Told[]; next_cursor: string | null }>('GET', path);
	return { facts: items.filter(isNews).map(factOf), next: next_cursor ?? undefined };
}

/** What a notice says in the conversation, the act that it tells of says here. */
const isNews = ({ name, payload }: Told) => name !== 'conversation.message_written' || payload.kind !== 'notice';

const factOf = ({ subject, actor: { kind, name }, at, ...told }: Told): Fact => ({
	...told,
	about: subject,
	// What a customer does may start a clock; it is still the business that promises.
	by: told.name.startsWith('promise.') && kind === 'customer' ? SYSTEM : { kind, name: name ?? undefined },
	at: new Date(at),
});
