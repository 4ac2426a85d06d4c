import type { MessageKey } from '#core/i18n/say.ts';
import type { SayHere } from '../words.ts';

/** What events are about, as the first part of their names. */
export const ABOUT = [
	'article',
	'translation',
	'collection',
	'member',
	'key',
	'host_key',
	'setting',
	'conversation',
	'notification',
	'customer',
	'question',
	'gap',
	'word',
	'test_set',
	'test_run',
	'promise',
	'promise_rule',
	'calendar',
] as const;

type Fact = { name: string; payload: Record<string, unknown>; subject?: string | undefined };

/** What somebody did, to follow their name: `published version 4 of an article`. Each kind of event has its text, under `event_…`. */
export function eventSentence(say: SayHere, { name, payload, subject }: Fact): string {
	const text = say as (key: MessageKey, args: Record<string, string>) => string;
	const args = Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, inWords(say, value)]));
	return text(eventKey(name), { ...args, subject: subject ?? '' });
}

export const eventKey = (name: string): MessageKey => `event_${name.replaceAll('.', '_')}` as MessageKey;

/** What payloads say that pages have a word for. */
const WORDS: Record<string, MessageKey> = {
	owner: 'console_role_owner',
	editor: 'console_role_editor',
	agent: 'console_role_agent',
	viewer: 'console_role_viewer',
	draft: 'organise_state_draft',
	published: 'organise_state_published',
	archived: 'organise_state_archived',
	synonym: 'gaps_word_synonym',
	stop: 'gaps_word_stop',
};

function inWords(say: SayHere, value: unknown): string {
	if (Array.isArray(value)) return value.join(', ');
	const known = WORDS[String(value)];
	return known ? say(known).toLowerCase() : String(value);
}
