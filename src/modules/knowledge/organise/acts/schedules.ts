import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { recordAll } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { publicationCancelled, publicationScheduled } from '../../events.ts';
import type { Stamp } from '../../tables.ts';
import '../../tables.ts';

/** When the working copy is to be published by itself, and by whose wish. */
export type Schedule = { publish_at: string; scheduled_by: Stamp };
type Translation = { id: string; article_id: string; lang: string };

/** Of the row of `translations` in the query around it. */
export const scheduleOf: RawBuilder<Schedule | null> = sql`(
	select jsonb_build_object('publish_at', d.publish_at, 'scheduled_by', d.scheduled_by)
	from drafts d where d.translation_id = translations.id and d.publish_at is not null
)`;

/** What goes to the archive stays there: no time that was set before brings it back. */
export async function dropSchedules(tx: Tx, actor: Actor, translations: readonly Translation[]): Promise<void> {
	if (translations.length === 0) return;
	const dropped = await tx
		.updateTable('drafts')
		.set({ publish_at: null, scheduled_by: null, publish_problem: null })
		.where(
			'translation_id',
			'in',
			translations.map(({ id }) => id),
		)
		.where('publish_at', 'is not', null)
		.returning('translation_id')
		.execute();
	const ids = new Set(dropped.map((row) => row.translation_id));
	await recordAll(
		tx,
		publicationCancelled,
		translations.flatMap(({ id, lang, article_id }) =>
			ids.has(id) ? [{ actor, subject: id, lang, payload: { article_id } }] : [],
		),
	);
}

/** Undoes `dropSchedules` for times that are still to come, where nobody set another. */
export async function putSchedulesBack(
	tx: Tx,
	actor: Actor,
	translations: readonly (Translation & { schedule?: Schedule | null })[],
): Promise<void> {
	const wanted = translations.flatMap(({ id, schedule }) =>
		schedule && new Date(schedule.publish_at) > now(tx) ? [{ translation_id: id, ...schedule }] : [],
	);
	if (wanted.length === 0) return;
	const { rows } = await sql<{ translation_id: string; publish_at: Date }>`
		update drafts d set publish_at = s.publish_at, scheduled_by = s.scheduled_by
		from json_populate_recordset(null::drafts, ${JSON.stringify(wanted)}) s
		where d.translation_id = s.translation_id and d.publish_at is null and d.discarded_at is null
		returning d.translation_id, d.publish_at`.execute(tx);
	const times = new Map(rows.map((row) => [row.translation_id, row.publish_at.toISOString()]));
	await recordAll(
		tx,
		publicationScheduled,
		translations.flatMap(({ id, lang, article_id }) => {
			const at = times.get(id);
			return at ? [{ actor, subject: id, lang, payload: { article_id, at } }] : [];
		}),
	);
}
