import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { touch } from '#core/refresh.ts';
import { now } from '#core/transaction.ts';
import { redirectAdded, redirectRemoved } from '../events.ts';
import { canReadDrafts, canWrite } from '../policy.ts';
import { slugify } from '../slug.ts';
import { KNOWLEDGE } from '../topic.ts';
import './tables.ts';

type Address = { lang: string; slug: string };

/** Addresses that lead to another one, by language and slug. `to` is the slug of the translation they lead to. */
export async function listRedirects(
	db: Db,
	actor: Actor,
	{ after, limit, q }: { after?: Address | undefined; limit: number; q?: string | undefined },
) {
	authorise(canReadDrafts(actor), actor);
	return db
		.selectFrom('redirects as r')
		.innerJoin('translations as t', 't.id', 'r.translation_id')
		.select(['r.lang', 'r.slug', 'r.created_at', 't.article_id', 't.id as translation_id', 't.title', 't.slug as to'])
		.select('t.status')
		.$if(after !== undefined, (some) =>
			some.where((eb) => eb(eb.refTuple('r.lang', 'r.slug'), '>', eb.tuple(after?.lang ?? '', after?.slug ?? ''))),
		)
		.$if(q !== undefined, (some) =>
			some.where((eb) => eb.or([eb('r.slug', 'like', contains(q)), eb('t.slug', 'like', contains(q))])),
		)
		.orderBy('r.lang')
		.orderBy('r.slug')
		.limit(limit)
		.execute();
}

const contains = (text = '') => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;

/**
 * Lets an address lead to a translation, wherever its own address moves. Throws `conflict` when a text stands at that address, which would then never be
 * reached, and so leads in a circle to no one; `not_found` for an unknown translation.
 */
export async function addRedirect(
	tx: Tx,
	actor: Actor,
	{ lang, slug: wish, translation_id }: Address & { translation_id: string },
): Promise<Address> {
	authorise(canWrite(actor), actor);
	const slug = slugify(wish);
	const target = await tx
		.selectFrom('translations')
		.select(['id', 'slug', 'lang'])
		.where('id', '=', translation_id)
		.forShare()
		.executeTakeFirst();
	if (!target) throw problem('not_found', { detail: 'There is no such translation.' });
	const standing = await tx
		.selectFrom('translations')
		.select('id')
		.where('lang', '=', lang)
		.where('slug', '=', slug)
		.executeTakeFirst();
	if (standing)
		throw problem('conflict', {
			detail:
				standing.id === translation_id ? 'This address would lead to itself.' : 'An article stands at this address.',
		});
	const row = { lang, slug, translation_id, created_at: now(tx) };
	const made = await tx
		.insertInto('redirects')
		.values(row)
		.onConflict((oc) => oc.columns(['lang', 'slug']).doNothing())
		.returning('slug')
		.executeTakeFirst();
	if (!made) throw problem('conflict', { detail: 'This address leads somewhere already.' });
	await record(tx, actor, redirectAdded, { subject: translation_id, lang, payload: {} });
	await touch(tx, KNOWLEDGE, [translation_id]);
	return { lang, slug };
}

export async function removeRedirect(tx: Tx, actor: Actor, { lang, slug }: Address): Promise<void> {
	authorise(canWrite(actor), actor);
	const gone = await tx
		.deleteFrom('redirects')
		.where('lang', '=', lang)
		.where('slug', '=', slug)
		.returning('translation_id')
		.executeTakeFirst();
	if (!gone) throw problem('not_found');
	await record(tx, actor, redirectRemoved, { subject: gone.translation_id, lang, payload: {} });
	await touch(tx, KNOWLEDGE, [gone.translation_id]);
}
