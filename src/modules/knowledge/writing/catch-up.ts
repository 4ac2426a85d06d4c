import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import type { Doc } from '../body/types.ts';
import { sourceCaughtUp, sourceForgotten } from '../events.ts';
import { canWrite } from '../policy.ts';
import type { SeenBlocks } from '../tables.ts';
import { lockTranslation, type TranslationRef } from './lock-translation.ts';
import { type Behind, behindOf } from './read-source.ts';
import { bodiesOf, type Source, sourceOf, versionOfSource } from './source.ts';
import { blocksSeen } from './source-blocks.ts';

type CatchUp = TranslationRef & {
	site_lang: string;
	/** Of the source, that was looked at: what changed after it stays marked. Null: they count as never looked at. */
	version: number | null;
	blocks: string[] | 'all';
};

/** Says that these paragraphs are up to date with that version of the source, which may be an older one, to undo it. Gives what still is not. */
export async function catchUp(tx: Tx, actor: Actor, { site_lang, version, blocks, ...ref }: CatchUp): Promise<Behind> {
	authorise(canWrite(actor), actor);
	const { id, article_id, lang } = await lockTranslation(tx, ref);
	const source = await sourceOf(tx, article_id, site_lang);
	if (!source || source.id === id) throw problem('not_found', { detail: 'This translation has no source.' });
	const looked = version === null ? null : await lookedAt(tx, actor, { article_id, source, version });
	const { source_blocks: before } = await tx
		.selectFrom('translations')
		.select('source_blocks')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const source_blocks = before && blocks !== 'all' ? marked(before, looked ?? {}, blocks) : looked;
	const text = source_blocks && JSON.stringify(source_blocks);
	await tx.updateTable('translations').set({ source_blocks: text }).where('id', '=', id).execute();
	const about = { subject: id, lang };
	if (version === null) await record(tx, actor, sourceForgotten, { ...about, payload: { article_id } });
	else await record(tx, actor, sourceCaughtUp, { ...about, payload: { article_id, version } });
	return behindOf(tx, source, { id, source_blocks });
}

type Looked = { article_id: string; source: Source; version: number };

async function lookedAt(tx: Tx, actor: Actor, { article_id, source, version }: Looked): Promise<SeenBlocks> {
	const body = await bodyAt(tx, source, version);
	return blocksSeen(body, version || (await versionOfSource(tx, actor, article_id, source)));
}

async function bodyAt(tx: Tx, source: Source, version: number): Promise<Doc> {
	if (version === source.version) return source.body;
	const body = (await bodiesOf(tx, source.id, [version])).get(version);
	if (body) return body;
	throw problem('not_found', { detail: `The source has no version ${version}.` });
}

/** Paragraphs that are not in what was looked at are gone from the source, and forgotten. */
function marked(before: SeenBlocks, looked: SeenBlocks, ids: readonly string[]): SeenBlocks {
	const wanted = new Set(ids);
	const kept = Object.entries(before).filter(([id]) => !wanted.has(id));
	const fresh = Object.entries(looked).filter(([id]) => wanted.has(id));
	return Object.fromEntries([...kept, ...fresh]);
}
