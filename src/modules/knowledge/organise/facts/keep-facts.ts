import { sql } from 'kysely';
import type { Db, Tx } from '#core/db.ts';
import type { JobKind } from '#core/jobs.ts';
import type { Transact } from '#core/transaction.ts';
import '../../tables.ts';
import '../tables.ts';
import { factsOf } from './facts-of.ts';

/** Reads these translations, as they now stand in the transaction, and keeps what lists, search and reports need of them. */
export async function keepFacts(tx: Tx, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return;
	const rows = await tx
		.selectFrom('translations as t')
		.leftJoin('drafts as d', (join) => join.onRef('d.translation_id', '=', 't.id').on('d.discarded_at', 'is', null))
		.select(['t.id', 't.lang', 't.revision', 't.title', 't.body', 't.questions'])
		.select(['d.title as draft_title', 'd.body as draft_body', 'd.questions as draft_questions'])
		.where('t.id', 'in', ids)
		.execute();
	const read = rows.map(({ id, lang, revision, ...row }) => {
		const draft = row.draft_body && {
			title: row.draft_title ?? '',
			body: row.draft_body,
			questions: row.draft_questions ?? [],
		};
		return { translation_id: id, revision, ...factsOf(lang, row, draft ?? undefined) };
	});
	await sql`
		insert into translation_facts (translation_id, revision, title_terms, terms, anchors, bare_images)
		select translation_id, revision, title_terms::tsvector, terms::tsvector, array(select jsonb_array_elements_text(anchors)), bare_images
		from json_to_recordset(${JSON.stringify(read)})
			as f(translation_id uuid, revision integer, title_terms text, terms text, anchors jsonb, bare_images jsonb)
		on conflict (translation_id) do update set revision = excluded.revision, title_terms = excluded.title_terms,
			terms = excluded.terms, anchors = excluded.anchors, bare_images = excluded.bare_images`.execute(tx);
	await tx.deleteFrom('translation_links').where('translation_id', 'in', ids).execute();
	const links = read.flatMap(({ translation_id, links: own }) =>
		own.map((link, position) => ({ translation_id, position, ...link })),
	);
	await sql`insert into translation_links select * from json_populate_recordset(null::translation_links, ${JSON.stringify(links)})`.execute(
		tx,
	);
}

const ROUND = 50;
/** A minute's job ends before the next begins. */
const LONGEST_RUN_MS = 45_000;

/** For what was there before, came with a backup, or was written past the verbs. */
export const factsJob = (parts: { db: Db; transact: Transact }): JobKind<object> => ({
	name: 'knowledge.facts',
	retries: 0,
	every: '* * * * *',
	handle: async () => void (await fillFacts(parts)),
});

/** Reads what was not read yet, or not as it now stands. Answers how many. */
export async function fillFacts({ db, transact }: { db: Db; transact: Transact }): Promise<number> {
	const until = Date.now() + LONGEST_RUN_MS;
	for (let done = 0; ;) {
		const stale = await staleTranslations(db);
		await transact((tx) => keepFacts(tx, stale));
		done += stale.length;
		if (stale.length < ROUND || Date.now() > until) return done;
	}
}

async function staleTranslations(db: Db): Promise<string[]> {
	const rows = await db
		.selectFrom('translations as t')
		.leftJoin('translation_facts as f', 'f.translation_id', 't.id')
		.select('t.id')
		.where('f.revision', 'is distinct from', (eb) => eb.ref('t.revision'))
		.limit(ROUND)
		.execute();
	return rows.map(({ id }) => id);
}
