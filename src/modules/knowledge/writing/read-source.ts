import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { leafText, leavesOf } from '../body/leaves.ts';
import type { Doc } from '../body/types.ts';
import { canReadDrafts } from '../policy.ts';
import type { SeenBlocks } from '../tables.ts';
import type { TranslationRef } from './lock-translation.ts';
import { readCopy } from './read-copy.ts';
import { bodiesOf, sourceOf, type Source } from './source.ts';
import { type Changed, changesSince, untranslated } from './source-blocks.ts';

export type SourceChange = {
	id: string;
	kind: Changed['kind'];
	/** Of the source, with which the translation agrees there; null where it was not there yet. */
	version: number | null;
	old: string | null;
	new: string | null;
};

export type Behind = {
	/** False where nothing is remembered of the source: then no changes are known. */
	is_tracked: boolean;
	changes: SourceChange[];
	/** Ids of the paragraphs that still say what the source says. */
	untranslated: string[];
};

export type ShownSource = Behind & { lang: string; version: number; title: string; body: Doc };

/** The source beside a translation of it, and what of it changed since. Throws `not_found` for the source itself. */
export async function readSource(
	db: Db,
	actor: Actor,
	{ article_id, lang, site_lang }: TranslationRef & { site_lang: string },
): Promise<ShownSource> {
	authorise(canReadDrafts(actor), actor);
	const source = await sourceOf(db, article_id, site_lang);
	const translation = await db
		.selectFrom('translations')
		.select(['id', 'source_blocks'])
		.where('article_id', '=', article_id)
		.where('lang', '=', lang)
		.executeTakeFirst();
	if (!source || !translation || source.id === translation.id) throw problem('not_found');
	const behind = await behindOf(db, source, translation);
	return { lang: source.lang, version: source.version, title: source.title, body: source.body, ...behind };
}

/** How far a translation is behind its source. */
export async function behindOf(
	db: Db,
	source: Source,
	{ id, source_blocks }: { id: string; source_blocks: SeenBlocks | null },
): Promise<Behind> {
	const { text } = await readCopy(db, id);
	const changes = source_blocks ? changesSince(source_blocks, source.body) : [];
	return {
		is_tracked: source_blocks !== null,
		changes: await withTexts(db, source.id, changes),
		untranslated: untranslated(source.body, text.body),
	};
}

async function withTexts(db: Db, sourceId: string, changes: readonly Changed[]): Promise<SourceChange[]> {
	const versions = new Set(changes.flatMap((change) => (change.kind === 'added' ? [] : [change.version])));
	const bodies = await bodiesOf(db, sourceId, [...versions]);
	const texts = new Map([...bodies].map(([version, doc]) => [version, textsOf(doc)]));
	return changes.map((change) => ({
		id: change.id,
		kind: change.kind,
		version: change.kind === 'added' ? null : change.version,
		old: change.kind === 'added' ? null : (texts.get(change.version)?.get(change.id) ?? null),
		new: change.kind === 'removed' ? null : leafText(change.block),
	}));
}

const textsOf = (doc: Doc): Map<string, string> =>
	new Map(leavesOf(doc).map(({ block }) => [block.attrs.id, leafText(block)]));
