import type { MessageKey } from '#core/i18n/say.ts';
import { momentOf } from '../../dates.ts';
import type { SayHere } from '../../words.ts';
import type { Message } from './types.ts';

type Code = NonNullable<Message['notice']>['code'];

const SENTENCES: Record<Code, MessageKey> = {
	handed_over: 'inbox_notice_handed_over',
	taken: 'inbox_notice_taken',
	assigned: 'inbox_notice_assigned',
	returned: 'inbox_notice_returned',
	closed: 'inbox_notice_closed',
	reopened: 'inbox_notice_reopened',
	merged: 'inbox_notice_merged',
	unmerged: 'inbox_notice_unmerged',
	snoozed: 'inbox_notice_snoozed',
	asked_colleague: 'inbox_notice_asked_colleague',
	solved: 'inbox_notice_solved',
	not_solved: 'inbox_notice_not_solved',
	answer_moved: 'inbox_notice_answer_moved',
	solution_moved: 'inbox_notice_solution_moved',
};

/** What the program tells about the conversation itself, as a sentence. */
export function noticeSentence(say: SayHere, lang: string, { notice }: Message): string {
	if (!notice) return '';
	const { code, name, until } = notice;
	const text = say as (key: MessageKey, args: Record<string, string>) => string;
	const args = { name: name || say('inbox_somebody'), until: until ? momentOf(until, lang) : '' };
	return text(SENTENCES[code] ?? 'inbox_notice_other', args);
}
