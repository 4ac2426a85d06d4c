import type { MessageKey } from '#core/i18n/say.ts';
import type { SayHere } from '../words.ts';

/** What events are about, as the first part of their names. */
export const ABOUT = [
	'article',
	'translation',
	'collection',
	'member',
	'key',
	'setting',
	'conversation',
	'notification',
	'customer',
	'question',
	'gap',
	'word',
	'test_set',
	'test_run',
] as const;

type Fact = { name: string; payload: Record<string, unknown>; subject?: string | undefined };

/** What somebody did, to follow their name: `published version 4 of an article`. Each kind of event has its text, under `event_…`. */
export function eventSentence(say: SayHere, { name, payload, subject }: Fact): string {
	const text = say as (key: MessageKey, args: Record<string, string>) => string;
	const args = Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, inWords(value)]));
	return text(eventKey(name), { ...args, subject: subject ?? '' });
}

export const eventKey = (name: string): MessageKey => `event_${name.replaceAll('.', '_')}` as MessageKey;

const inWords = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));
