import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import '../tables.ts';
import { EVERY } from './features.ts';
import type { Asked, Counts } from './likeness.ts';

/** In how many questions of gaps the features of these questions stand so far. */
export async function featureCounts(tx: Tx, asked: readonly Pick<Asked, 'features'>[]): Promise<Counts> {
	const wanted = [EVERY, ...new Set(asked.flatMap(({ features }) => features))];
	const { rows } = await sql<{ feature: number; questions: number }>`
		select feature, questions from gap_features where feature = any(${wanted}::integer[])`.execute(tx);
	return new Map(rows.map(({ feature, questions }) => [feature, questions]));
}

/** Counts these questions too, always in the same order: a roll and an undo may count at once. */
export async function countFeatures(tx: Tx, asked: readonly Pick<Asked, 'features'>[]): Promise<void> {
	const added = new Map<number, number>([[EVERY, asked.length]]);
	for (const { features } of asked) for (const feature of features) added.set(feature, (added.get(feature) ?? 0) + 1);
	const rows = Array.from(added, ([feature, questions]) => ({ feature, questions }));
	await sql`
		insert into gap_features (feature, questions)
		select feature, questions from json_to_recordset(${JSON.stringify(rows)}) as row(feature integer, questions integer)
		order by feature
		on conflict (feature) do update set questions = gap_features.questions + excluded.questions`.execute(tx);
}

/** Takes questions that left their gaps out of the counts. */
export const discountQuestions = (tx: Tx, left: readonly Pick<Asked, 'features'>[]): Promise<void> =>
	discount(
		tx,
		left.flatMap(({ features }) => [EVERY, ...features]),
	);

/** The same for questions that stay, but whose words were erased. */
export const discountWords = (tx: Tx, blank: readonly Pick<Asked, 'features'>[]): Promise<void> =>
	discount(
		tx,
		blank.flatMap(({ features }) => features),
	);

async function discount(tx: Tx, features: readonly number[]): Promise<void> {
	if (features.length === 0) return;
	// Locked in the order in which they are counted.
	await sql`
		with gone as (
			select feature::int as feature, count(*)::int as questions from json_array_elements_text(${JSON.stringify(features)}) as feature group by 1
		), held as (
			select gap_features.feature, gone.questions from gap_features join gone using (feature) order by feature for update of gap_features
		)
		update gap_features known set questions = greatest(known.questions - held.questions, 0)
		from held where known.feature = held.feature`.execute(tx);
}
