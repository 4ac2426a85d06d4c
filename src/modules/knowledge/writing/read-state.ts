import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { fileAddress, fileIdOf } from '../import-files.ts';
import { canReadDrafts } from '../policy.ts';
import type { PublishProblem } from '../tables.ts';
import type { TranslationRef } from './lock-translation.ts';
import { type Present, whoIsIn } from './presence.ts';
import { type Copy, type Person, personOf, readCopy } from './read-copy.ts';
import { sourceOf } from './source.ts';
import { type Warning, warningsOf } from './warnings.ts';

/** All that an editor shows of a translation when it opens. */
export type WritingState = Copy & {
	article_id: string;
	translation_id: string;
	external_id: string;
	lang: string;
	/** External id. */
	collection: string | null;
	/** Address of its page, also while nobody may read it. */
	slug: string;
	updated_at: string;
	published_at: string | null;
	checked_at: string | null;
	owner_id: string | null;
	review_by: string | null;
	review_days: number | null;
	schedule: { at: string; by: Person | null; problem: PublishProblem | null } | null;
	incoming: { at: string; title: string } | null;
	discarded: { at: string; by: Person | null } | null;
	source_lang: string | null;
	files: { id: string; address: string; name: string; mime: string; bytes: number }[];
	people: Present[];
	warnings: Warning[];
};

type Asked = TranslationRef & { site_lang: string; at: Date };

/** Throws `not_found`. */
export async function readWriting(db: Db, actor: Actor, { site_lang, at, ...ref }: Asked): Promise<WritingState> {
	authorise(canReadDrafts(actor), actor);
	const row = await rowOf(db, ref);
	if (!row) throw problem('not_found', { detail: 'There is no such translation.' });
	const { id, article_id, incoming, scheduled_by, discarded_by, ...plain } = row;
	const copy = await readCopy(db, id);
	const source = await sourceOf(db, article_id, site_lang);
	const attachments = copy.text.attachments.map(({ file }) => ({ file_id: fileIdOf(file) ?? '' }));
	return {
		...copy,
		article_id,
		translation_id: id,
		external_id: plain.external_id,
		lang: plain.lang,
		collection: plain.collection,
		slug: plain.slug,
		updated_at: plain.updated_at.toISOString(),
		published_at: plain.published_at?.toISOString() ?? null,
		checked_at: plain.checked_at,
		owner_id: plain.owner_id,
		review_by: plain.review_by,
		review_days: plain.review_days,
		schedule: plain.publish_at && {
			at: plain.publish_at.toISOString(),
			by: personOf(scheduled_by),
			problem: plain.publish_problem,
		},
		incoming: incoming && { at: incoming.at, title: incoming.title },
		discarded: plain.discarded_at && { at: plain.discarded_at.toISOString(), by: personOf(discarded_by) },
		source_lang: source && source.id !== id ? source.lang : null,
		files: await filesOf(db, id),
		people: await whoIsIn(db, article_id, at),
		warnings: await warningsOf(db, id, { body: copy.text.body, attachments }),
	};
}

const rowOf = (db: Db, { article_id, lang }: TranslationRef) =>
	db
		.selectFrom('translations as t')
		.innerJoin('articles as a', 'a.id', 't.article_id')
		.leftJoin('collections as c', 'c.id', 'a.collection_id')
		.leftJoin('drafts as d', 'd.translation_id', 't.id')
		.select(['t.id', 't.article_id', 't.lang', 't.slug', 't.updated_at', 't.published_at', 't.checked_at'])
		.select(['t.draft as incoming', 'a.external_id', 'a.owner_id', 'a.review_by', 'a.review_days'])
		.select(['c.external_id as collection', 'd.publish_at', 'd.scheduled_by', 'd.publish_problem'])
		.select(['d.discarded_at', 'd.discarded_by'])
		.where('t.article_id', '=', article_id)
		.where('t.lang', '=', lang)
		.executeTakeFirst();

/** What may be shown in the text or offered as a download without another upload. */
async function filesOf(db: Db, translationId: string): Promise<WritingState['files']> {
	const rows = await db
		.selectFrom('files')
		.select(['id', 'name', 'mime', 'bytes'])
		.where('owner_type', '=', 'translation')
		.where('owner_id', '=', translationId)
		.orderBy('created_at')
		.limit(1_000)
		.execute();
	return rows.map((row) => ({ ...row, address: fileAddress(row.id, row.name) }));
}
