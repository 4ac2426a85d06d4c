import { z } from 'zod';
import type { Db } from '#core/db.ts';
import type { Say } from '#core/i18n/say.ts';
import { sayWhen } from '#core/reading/when/say-when.ts';
import { whenOf } from '#journeys/fields/slot.ts';
import { inWords } from '#journeys/wording.ts';
import type { Answers } from '#journeys/definition.ts';
import type { Wording } from '../kinds.ts';
import type { WaitingRow } from './waiting-entry.ts';

/** What somebody waits for, in the language of whoever looks. */
export type DescribedWaiting = Pick<WaitingRow, 'id' | 'state' | 'ended_by' | 'email' | 'journey_id' | 'zone'> & {
	customer_id: string;
	/** What is to be done. */
	title: string;
	address: string;
	people: number;
	/** Between which days, and in which part of the day. */
	span: string;
	part: WaitingRow['part'];
	/** The time that is offered now, and until when it is kept. */
	offer: { from: Date; until: Date; text: string } | null;
	created_at: Date;
	updated_at: Date;
};

const kept = z.object({
	types: z.array(z.string()),
	place: z.object({ address: z.string() }),
	people: z.number(),
});

/** What is kept of a visit that is not booked yet: its answers, without the time. */
export const wishIn = (answers: Answers) => kept.safeParse(answers).data;

/** By code: what is to be done in these. */
export async function namesOfTypes(db: Db, answers: readonly Answers[]): Promise<Map<string, Wording>> {
	const codes = new Set(answers.flatMap((one) => wishIn(one)?.types ?? []));
	const types = await db
		.selectFrom('visit_types')
		.select(['code', 'names'])
		.where('code', 'in', ['', ...codes])
		.execute();
	return new Map(types.map(({ code, names }) => [code, names]));
}

type Looking = { db: Db; say: Say; lang: string };

export async function describeWaiting(
	{ db, say, lang }: Looking,
	rows: readonly WaitingRow[],
): Promise<DescribedWaiting[]> {
	const names = await namesOfTypes(
		db,
		rows.map(({ answers }) => answers),
	);
	const named = (code: string) => inWords(say, { words: names.get(code) ?? { en: code } }, lang);
	return rows.map((row) => {
		const wish = wishIn(row.answers);
		const { id, customer_id, state, ended_by, email, journey_id, zone, part, created_at, updated_at } = row;
		return {
			id,
			customer_id,
			state,
			ended_by,
			email,
			journey_id,
			zone,
			part,
			created_at,
			updated_at,
			title: (wish?.types ?? []).map(named).join(' + '),
			address: wish?.place.address ?? '',
			people: wish?.people ?? 1,
			span: spanOf(row, { say, lang }),
			offer: offerOf(row, lang),
		};
	});
}

/** `Tue 24 Nov`. */
export const dayInWords = (date: string, lang: string): string => {
	const from = new Date(`${date}T00:00:00Z`);
	return sayWhen({ grain: 'day', from, until: new Date(from.getTime() + 86_400_000) }, { lang, zone: 'UTC' });
};

function spanOf({ from_day, until_day }: WaitingRow, { say, lang }: Omit<Looking, 'db'>): string {
	const until = dayInWords(until_day, lang);
	return from_day === null
		? say('wait_span_until', { until }, lang)
		: say('wait_span', { from: dayInWords(from_day, lang), until }, lang);
}

function offerOf({ offered_from, offer_until, zone }: WaitingRow, lang: string): DescribedWaiting['offer'] {
	if (!offered_from || !offer_until) return null;
	const from = offered_from.toISOString();
	return { from: offered_from, until: offer_until, text: whenOf({ from, until: from, zone }, lang) };
}

/** As somebody is written to about the time that is offered to them; nothing where there is none now. */
export async function offeredNow(
	db: Db,
	id: string,
	say: Say,
): Promise<(DescribedWaiting & { lang: string }) | undefined> {
	const row = await db
		.selectFrom('waitlist')
		.selectAll()
		.where('id', '=', id)
		.where('state', '=', 'offered')
		.executeTakeFirst();
	const [described] = row ? await describeWaiting({ db, say, lang: row.lang }, [row]) : [];
	return described && row && { ...described, lang: row.lang };
}

/** Whether this time is still offered to them. */
export async function isOffered(db: Db, id: string, from: Date): Promise<boolean> {
	const row = await db
		.selectFrom('waitlist')
		.select('id')
		.where('id', '=', id)
		.where('state', '=', 'offered')
		.where('offered_from', '=', from)
		.executeTakeFirst();
	return row !== undefined;
}
