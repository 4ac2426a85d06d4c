import type { MessageKey, UiLang } from '#core/i18n/say.ts';
import { momentOf } from '../dates.ts';
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
	'visit',
	'visit_type',
	'waiting',
	'visit_plan',
	'calendar_feed',
	'busy_source',
	'worker',
	'crew',
	'place',
	'resource',
	'journey',
	'service',
	'asset',
] as const;

type Fact = { name: string; payload: Record<string, unknown>; subject?: string | undefined };

/** What somebody did, to follow their name: `published version 4 of an article`. Each kind of event has its text, under `event_…`. */
export function eventSentence(say: SayHere, lang: UiLang, { name, payload, subject }: Fact): string {
	const text = say as (key: MessageKey, args: Record<string, string>) => string;
	const args = Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, inWords(say, lang, value)]));
	return text(OTHERWISE[`${name} ${payload.kind}`] ?? eventKey(name), { ...args, subject: subject ?? '' });
}

/** What is not said to the other side is told otherwise. */
const OTHERWISE: Record<string, MessageKey> = {
	'conversation.message_written note': 'event_conversation_note_written',
	'conversation.message_written notice': 'event_conversation_notice_written',
};

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

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function inWords(say: SayHere, lang: UiLang, value: unknown): string {
	if (Array.isArray(value)) return value.join(', ');
	if (INSTANT.test(String(value))) return momentOf(String(value), lang);
	const known = WORDS[String(value)];
	return known ? say(known).toLowerCase() : String(value);
}
