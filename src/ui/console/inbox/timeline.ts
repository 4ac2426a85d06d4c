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

/** What happened in a conversation and around it with its customer, newest first. */
export async function timelineOf(id: string, cursor?: string): Promise<{ facts: Fact[]; next: string | undefined }> {
	const path = `/conversations/${id}/timeline?limit=${AT_ONCE}${cursor ? `&cursor=${cursor}` : ''}`;
	const { items, next_cursor } = await call<{ items: Told[]; next_cursor: string | null }>('GET', path);
	return { facts: items.map(factOf), next: next_cursor ?? undefined };
}

const factOf = ({ subject, actor: { kind, name }, at, ...told }: Told): Fact => ({
	...told,
	about: subject,
	by: { kind, name: name ?? undefined },
	at: new Date(at),
});
