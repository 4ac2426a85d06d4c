import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import type { SeenBlocks } from '../tables.ts';
import '../tables.ts';
import { lockTranslation } from './lock-translation.ts';
import { type DraftText, writeDraft } from './save-draft.ts';

type Unwritten = { article_id: string; lang: string; text: DraftText; source_blocks?: SeenBlocks };

/** A translation of which there is nothing yet but a working copy: version 0, at an address that nobody sees. */
export async function insertUnwritten(
	tx: Tx,
	actor: Actor,
	{ article_id, lang, text, source_blocks }: Unwritten,
): Promise<{ translation_id: string; revision: number }> {
	const id = newId(now(tx));
	await tx
		.insertInto('translations')
		.values({
			id,
			article_id,
			lang,
			slug: id,
			title: '',
			status: 'draft',
			body: JSON.stringify({ type: 'doc', content: [] }),
			questions: '[]',
			version: 0,
			source: 'staff',
			content_hash: '',
			source_blocks: source_blocks ? JSON.stringify(source_blocks) : null,
			draft: null,
			checked_at: null,
			created_at: now(tx),
			updated_at: now(tx),
			published_at: null,
		})
		.execute();
	const translation = await lockTranslation(tx, { article_id, lang });
	const { revision } = await writeDraft(tx, actor, translation, text, undefined);
	return { translation_id: id, revision };
}
