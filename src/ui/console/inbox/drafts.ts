/** What is being written to a conversation, kept in this browser until it is sent. */
export type Draft = { text: string; mentions?: Record<string, string> };

/** Sent, and not yet acknowledged. The same `client_id` is one message, however often it is sent. */
export type Outgoing = {
	client_id: string;
	text: string;
	note: boolean;
	mentions: string[];
	attachments: { id: string; name: string }[];
	at: string;
};

const PREFIX = 'saunders.inbox';

export const readDraft = (conversation: string, mode: string): Draft =>
	read(`draft:${conversation}:${mode}`, { text: '' });

export function keepDraft(conversation: string, mode: string, draft: Draft): void {
	const key = `draft:${conversation}:${mode}`;
	if (draft.text.trim()) keep(key, draft);
	else forget(key);
}

export const readOutgoing = (conversation: string): Outgoing[] => read(`outgoing:${conversation}`, []);

export function keepOutgoing(conversation: string, outgoing: readonly Outgoing[]): void {
	const key = `outgoing:${conversation}`;
	if (outgoing.length > 0) keep(key, outgoing);
	else forget(key);
}

function read<T>(key: string, otherwise: T): T {
	try {
		return (JSON.parse(localStorage.getItem(`${PREFIX}:${key}`) ?? 'null') as T | null) ?? otherwise;
	} catch {
		return otherwise;
	}
}

/** Where there is no room for it, or none allowed, it lives as long as the page. */
function keep(key: string, value: unknown): void {
	try {
		localStorage.setItem(`${PREFIX}:${key}`, JSON.stringify(value));
	} catch {}
}

function forget(key: string): void {
	try {
		localStorage.removeItem(`${PREFIX}:${key}`);
	} catch {}
}
