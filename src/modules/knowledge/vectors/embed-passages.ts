import { createHash } from 'node:crypto';
import type { EmbeddingModel } from 'ai';
import type { Db } from '#core/db.ts';
import type { JobKind } from '#core/jobs.ts';
import type { Log } from '#core/log.ts';
import { vectorModel } from '#core/model.ts';
import { touch } from '#core/refresh.ts';
import type { Settings } from '#core/settings.ts';
import type { Transact } from '#core/transaction.ts';
import { passages, passageText } from '../body/passages.ts';
import type { Doc } from '../body/types.ts';
import { quantise } from './quantise.ts';
import { VECTORS } from './tables.ts';
import '../tables.ts';

type Embedder = { db: Db; transact: Transact; settings: Settings; log: Log };

/** A minute's job ends before the next begins, so that two do not pay for the same passages. */
const LONGEST_RUN_MS = 45_000;
/** Translations a round, and passages a request. */
const ROUND = 20;
const LONGEST_PASSAGE = 2_000;
const REQUEST_MS = 30_000;

export function embedJob(parts: Embedder): JobKind<object> {
	return {
		name: 'knowledge.embed',
		retries: 0,
		every: '* * * * *',
		handle: async () => void (await embedPassages(parts)),
	};
}

/**
 * Makes vectors of the published passages that have none of the present model, those that changed alone. Nothing without a model. Returns how many
 * passages it sent to the model. Throws when the model fails; the next run goes on from there.
 */
export async function embedPassages({ db, transact, settings, log }: Embedder): Promise<number> {
	const chosen = vectorModel(settings);
	if (!chosen) return 0;
	const until = Date.now() + LONGEST_RUN_MS;
	let sent = 0;
	while (Date.now() < until) {
		const round = await stale(db, chosen.id);
		if (round.length === 0) break;
		const made = await vectorsOf(chosen.model, round, chosen.id);
		sent += made.sent;
		await transact(async (tx) => {
			for (const row of made.rows)
				await tx
					.insertInto('translation_vectors')
					.values(row)
					.onConflict((oc) => oc.column('translation_id').doUpdateSet(row))
					.execute();
			await touch(tx, VECTORS, made.rows.map((row) => row.translation_id)); // prettier-ignore
		});
	}
	if (sent > 0) log.info({ passages: sent, model: chosen.id }, 'passages embedded');
	return sent;
}

type Stale = Awaited<ReturnType<typeof stale>>[number];

function stale(db: Db, model: string) {
	return db
		.selectFrom('translations as t')
		.leftJoin('translation_vectors as v', (join) =>
			join.onRef('v.translation_id', '=', 't.id').on('v.model', '=', model),
		)
		.select(['t.id', 't.title', 't.body', 't.content_hash', 'v.passage_hashes', 'v.vectors', 'v.dimensions'])
		.where('t.status', '=', 'published')
		.where((eb) => eb.or([eb('v.content_hash', 'is', null), eb('v.content_hash', '!=', eb.ref('t.content_hash'))]))
		.orderBy('t.id')
		.limit(ROUND)
		.execute();
}

type Wanted = { row: Stale; texts: string[]; hashes: string[] };

async function vectorsOf(model: EmbeddingModel, rows: Stale[], id: string) {
	const wanted = rows.map((row): Wanted => {
		const texts = passageTexts(row.body, row.title);
		return { row, texts, hashes: texts.map(hashOf) };
	});
	const known = new Map(wanted.flatMap(({ row }) => kept(row)));
	const missing = [
		...new Map(wanted.flatMap(({ texts, hashes }) => texts.map((text, i) => [hashes[i] ?? '', text] as const))),
	].filter(([hash]) => !known.has(hash));
	if (missing.length > 0) {
		const values = missing.map(([, text]) => text);
		const { embedMany } = await import('ai');
		const { embeddings } = await embedMany({
			model,
			values,
			abortSignal: AbortSignal.timeout(REQUEST_MS),
			maxRetries: 1,
		});
		missing.forEach(([hash], i) => known.set(hash, Buffer.from(quantise(embeddings[i] ?? []).buffer)));
	}
	return { sent: missing.length, rows: wanted.map((one) => rowOf(one, known, id)) };
}

function rowOf({ row, hashes }: Wanted, known: Map<string, Buffer>, model: string) {
	const vectors = hashes.flatMap((hash) => known.get(hash) ?? []);
	return {
		translation_id: row.id,
		model,
		content_hash: row.content_hash,
		passage_hashes: hashes,
		dimensions: vectors[0]?.length ?? 0,
		vectors: Buffer.concat(vectors),
	};
}

/** Vectors made before, by the hash of their passage. */
function kept({ passage_hashes, vectors, dimensions }: Stale): [string, Buffer][] {
	if (!passage_hashes || !vectors || !dimensions) return [];
	return passage_hashes.map((hash, i) => [hash, vectors.subarray(i * dimensions, (i + 1) * dimensions)]);
}

/** A passage is read with the title and headings above it: alone it often does not say what it is about. */
function passageTexts(body: Doc, title: string): string[] {
	return passages(body, title).map((passage) =>
		`${[...passage.path, passage.heading].filter(Boolean).join(' > ')}\n${passageText(passage)}`
			.slice(0, LONGEST_PASSAGE)
			.toWellFormed(),
	);
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);
