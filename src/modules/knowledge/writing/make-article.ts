import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import type { Doc } from '../body/types.ts';
import { articleMade } from '../events.ts';
import { canWrite } from '../policy.ts';
import '../tables.ts';
import { insertUnwritten } from './unwritten.ts';

type NewArticle = {
	lang: string;
	/** The collection's external id. */
	collection?: string | undefined;
	/** Made when there is none. */
	external_id?: string | undefined;
	title?: string | undefined;
	/** Example questions. */
	questions?: string[] | undefined;
	body?: Doc | undefined;
};

export type MadeArticle = {
	article_id: string;
	translation_id: string;
	external_id: string;
	lang: string;
	revision: number;
};

/** Makes an article whose first translation is a working copy, untitled if need be. Throws `conflict` when the external id is another article's. */
export async function makeArticle(tx: Tx, actor: Actor, input: NewArticle): Promise<MadeArticle> {
	authorise(canWrite(actor), actor);
	const collection_id = await collectionId(tx, input.collection);
	const id = newId(now(tx));
	const external_id = input.external_id ?? `article-${id.slice(-12)}`;
	const made = await tx
		.insertInto('articles')
		.values({ id, external_id, collection_id, position: 0, created_at: now(tx) })
		.onConflict((oc) => oc.column('external_id').doNothing())
		.executeTakeFirst();
	if (!made.numInsertedOrUpdatedRows)
		throw problem('conflict', { detail: `There is an article ${external_id} already.` });
	await record(tx, actor, articleMade, { subject: id, payload: {} });
	const { lang, title = '', questions = [], body = { type: 'doc', content: [] } } = input;
	const text = { title, slug: null, body, questions, attachments: [] };
	const { translation_id, revision } = await insertUnwritten(tx, actor, { article_id: id, lang, text });
	return { article_id: id, translation_id, external_id, lang, revision };
}

async function collectionId(tx: Tx, external_id: string | undefined): Promise<string | null> {
	if (external_id === undefined) return null;
	const found = await tx
		.selectFrom('collections')
		.select('id')
		.where('external_id', '=', external_id)
		.executeTakeFirst();
	if (found) return found.id;
	const detail = `There is no collection ${external_id}.`;
	throw problem('invalid_input', { detail, errors: [{ path: 'collection', code: 'unknown', message: detail }] });
}
