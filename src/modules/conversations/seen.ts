import type { Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { isProblem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { isZone } from '#core/zone.ts';
import { ownQuestion } from '#modules/assistant/index.ts';
import { articleAddress, articleCards, type Preference } from '#modules/knowledge/index.ts';
import type { Seen } from './tables.ts';

/** With what customers come: a question of theirs by its id, articles by theirs, or words they searched for. */
export type Came = {
	question?: string | undefined;
	articles?: readonly string[] | undefined;
	words?: string | undefined;
	/** Of their browser. */
	timeZone?: string | undefined;
};

/** What travels with a message. Ids that are not the customer's own, or no longer published, count for nothing. */
export async function seenBefore(db: Db, actor: Actor, came: Came, prefer: Preference): Promise<Seen> {
	const { question: id = '', articles = [], words, timeZone } = came;
	const asked = await ownQuestion(db, actor, id).catch(nothingWhenNotTheirs);
	const shown = asked?.shown.map((each) => each.article_id) ?? [];
	const cards = await articleCards(db, [...new Set([...shown, ...articles.filter(isId)])], prefer);
	const question = asked?.text ?? words;
	return {
		...(question && { question }),
		...(asked && { question_id: asked.id }),
		articles: cards.map((card) => ({ id: card.article_id, title: card.title, url: articleAddress(card) })),
		...(timeZone && isZone(timeZone) && { time_zone: timeZone }),
	};
}

function nothingWhenNotTheirs(error: unknown): undefined {
	if (!isProblem(error)) throw error;
}
