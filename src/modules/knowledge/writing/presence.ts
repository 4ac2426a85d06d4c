import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { now } from '#core/transaction.ts';
import { canWrite } from '../policy.ts';
import '../tables.ts';
import type { Person } from './read-copy.ts';

/** Who was not heard of for longer is gone, in milliseconds. */
const GONE_AFTER_MS = 30_000;
const MOST_SHOWN = 50;

export const PLACES = ['title', 'body', 'questions', 'source', 'versions', 'reading'] as const;

export type Place = {
	article_id: string;
	/** One browser tab of this person. */
	tab: string;
	lang: string;
	place: (typeof PLACES)[number];
	/** The block the cursor is in. */
	block?: string | null | undefined;
};

export type Present = Person & { tab: string; lang: string; place: string; block: string | null; seen_at: string };

/** How the text stands, so that whoever has it open sees at once that somebody changed it. */
export type Seen = { revision: number; version: number; has_incoming: boolean; people: Present[] };

/** Says where somebody who may write is in an article, and hears who else is there. To be said again before 30 seconds are over. */
export async function bePresent(tx: Tx, actor: Actor, input: Place): Promise<Seen> {
	authorise(canWrite(actor), actor);
	const { article_id, tab, lang, place, block = null } = input;
	const translation = await tx
		.selectFrom('translations')
		.select((eb) => ['revision', 'version', eb('draft', 'is not', null).$castTo<boolean>().as('has_incoming')])
		.where('article_id', '=', article_id)
		.where('lang', '=', lang)
		.executeTakeFirst();
	if (!translation) throw problem('not_found', { detail: 'There is no such translation.' });
	const where = { lang, place, block, seen_at: now(tx) };
	await tx
		.insertInto('presences')
		.values({ article_id, person: nameOf(actor), tab, ...where })
		.onConflict((oc) => oc.columns(['article_id', 'person', 'tab']).doUpdateSet(where))
		.execute();
	await forgetGone(tx);
	const people = await whoIsIn(tx, article_id, now(tx));
	const others = people.filter((other) => other.tab !== tab || !isSame(other, actor));
	return { ...translation, people: others };
}

/** What somebody else has in hand is left to them, or two that forget the same rows would wait for each other. */
async function forgetGone(tx: Tx): Promise<void> {
	await sql`
		delete from presences where (article_id, person, tab) in (
			select article_id, person, tab from presences where seen_at < ${limitAt(now(tx))} limit 100 for update skip locked
		)`.execute(tx);
}

/** Says that a tab was closed. */
export async function leave(
	tx: Tx,
	actor: Actor,
	{ article_id, tab }: Pick<Place, 'article_id' | 'tab'>,
): Promise<void> {
	authorise(canWrite(actor), actor);
	await tx
		.deleteFrom('presences')
		.where('article_id', '=', article_id)
		.where('person', '=', nameOf(actor))
		.where('tab', '=', tab)
		.execute();
}

/** Everybody who has the article open, whoever came last first. */
export async function whoIsIn(db: Db, articleId: string, at: Date): Promise<Present[]> {
	const rows = await db
		.selectFrom('presences')
		.selectAll()
		.where('article_id', '=', articleId)
		.where('seen_at', '>=', limitAt(at))
		.orderBy('seen_at', 'desc')
		.limit(MOST_SHOWN)
		.execute();
	return rows.map(({ person, tab, lang, place, block, seen_at }) => {
		const [kind = '', id = ''] = person.split(':');
		return { kind, id, tab, lang, place, block, seen_at: seen_at.toISOString() };
	});
}

const limitAt = (at: Date) => new Date(at.getTime() - GONE_AFTER_MS);
const nameOf = ({ kind, id }: Actor) => `${kind}:${id}`;
const isSame = (person: Person, actor: Actor) => person.kind === actor.kind && person.id === actor.id;
