import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { authorise } from '#core/access.ts';
import { problem } from '#core/errors.ts';
import { detectLanguage } from '#core/text/detect.ts';
import { addLink, readableConversation, whatWasSaid } from '#modules/conversations/index.ts';
import { fromMarkdown, type MadeArticle, makeArticle } from '#modules/knowledge/index.ts';
import { canSort } from '../policy.ts';

type Answered = { conversation: string; messages: readonly string[] };

const LONGEST_TITLE = 120;
/** Below this the text is too short to tell its language. */
const SURE = 0.6;

/**
 * Begins an article with an answer that was given in a conversation: what the customer asked is its title and its example, and the conversation is tied to
 * it. Throws `not_found` for messages that are not there, `conflict` where none of them answers anything.
 */
export async function makeArticleOf(
	tx: Tx,
	actor: Actor,
	{ conversation: id, messages }: Answered,
): Promise<MadeArticle> {
	authorise(canSort(actor), actor);
	const conversation = await readableConversation(tx, actor, id);
	const { chosen, asked } = await whatWasSaid(tx, conversation.id, messages);
	if (chosen.length !== new Set(messages).size) throw problem('not_found');
	const answer = textOf(chosen.filter(({ author }) => author === 'agent' || author === 'assistant'));
	if (answer === '') throw problem('conflict', { detail: 'None of these messages is an answer with words.' });
	const question = textOf(chosen.filter(({ author }) => author === 'customer')) || textOf(asked);
	const { lang: guess, confidence } = detectLanguage(answer);
	const made = await makeArticle(tx, actor, {
		lang: confidence >= SURE ? guess : conversation.lang,
		title: titleOf(question || conversation.subject),
		questions: question === '' ? [] : [question.replaceAll(/\s+/g, ' ')],
		body: fromMarkdown(answer),
	});
	const label = titleOf(question) || made.external_id;
	const url = `/console/articles/${made.article_id}/${made.lang}`;
	await addLink(tx, actor, { conversation: conversation.id, type: 'article', ref: made.article_id, label, url });
	return made;
}

const textOf = (messages: readonly { text: string }[]) =>
	messages
		.map(({ text }) => text.trim())
		.filter((text) => text !== '')
		.join('\n\n');

/** A title is one line. */
function titleOf(question: string): string {
	const [line = ''] = question.trim().split('\n');
	return line.length <= LONGEST_TITLE ? line : `${line.slice(0, LONGEST_TITLE - 1).toWellFormed()}…`;
}
