import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import { addresses } from '../body/map-addresses.ts';
import type { AnyBlock, Doc } from '../body/types.ts';
import { fileIdOf } from '../import-files.ts';
import { externalIdOf } from '../links.ts';
import '../tables.ts';

/** What a reader would stumble over. `block` is where, `detail` which address. */
export type Warning = {
	code: 'image_without_alt' | 'broken_link' | 'missing_file';
	block: string | null;
	detail: string;
};

type Warned = { body: Doc; attachments: readonly { file_id: string }[] };

/** Pictures without a description, links to articles that customers cannot read, files that are gone or are another article's. */
export async function warningsOf(db: Db, translationId: string, { body, attachments }: Warned): Promise<Warning[]> {
	const all = addresses(body);
	const broken = await brokenLinks(db, all);
	const missing = await missingFiles(db, translationId, [
		...all.flatMap((address) => fileIdOf(address) ?? []),
		...attachments.map(({ file_id }) => file_id),
	]);
	const ofDownloads = attachments
		.filter(({ file_id }) => missing.has(file_id))
		.map(({ file_id }): Warning => ({ code: 'missing_file', block: null, detail: file_id }));
	return [...body.content.flatMap((block) => warningsIn(block, broken, missing)), ...ofDownloads];
}

function warningsIn(block: AnyBlock, broken: ReadonlySet<string>, missing: ReadonlySet<string>): Warning[] {
	const { id } = block.attrs;
	const own: Warning[] = addressesOf(block).flatMap((address): Warning[] => {
		if (broken.has(address)) return [{ code: 'broken_link', block: id, detail: address }];
		return missing.has(fileIdOf(address) ?? '') ? [{ code: 'missing_file', block: id, detail: address }] : [];
	});
	if (block.type === 'image' && !block.attrs.alt.trim())
		own.push({ code: 'image_without_alt', block: id, detail: block.attrs.src });
	const children = 'content' in block ? block.content : [];
	return [...own, ...children.flatMap((child) => ('attrs' in child ? warningsIn(child, broken, missing) : []))];
}

/** Of the block itself, not of those in it. */
function addressesOf(block: AnyBlock): string[] {
	if (!('content' in block)) return addresses({ type: 'doc', content: [block] });
	return block.type === 'paragraph' || block.type === 'heading' ? addresses({ type: 'doc', content: [block] }) : [];
}

const BY_SLUG = /^\/([^/?#]+)\/articles\/([^/?#]+)(?:[?#]|$)/;

/** Links to articles of ours, by name or by address, that lead to nothing published. */
async function brokenLinks(db: Db, all: readonly string[]): Promise<Set<string>> {
	const named = new Map<string, string>();
	const placed = new Map<string, [lang: string, slug: string]>();
	for (const address of all) {
		const name = externalIdOf(address);
		const place = BY_SLUG.exec(address);
		if (name) named.set(address, name);
		else if (place) placed.set(address, [decoded(place[1]), decoded(place[2])]);
	}
	const [names, places] = [await knownNames(db, [...named.values()]), await knownPlaces(db, [...placed.values()])];
	return new Set([
		...[...named].filter(([, name]) => !names.has(name)).map(([address]) => address),
		...[...placed].filter(([, place]) => !places.has(place.join('/'))).map(([address]) => address),
	]);
}

async function knownNames(db: Db, names: readonly string[]): Promise<Set<string>> {
	if (names.length === 0) return new Set();
	const rows = await db
		.selectFrom('articles as a')
		.innerJoin('translations as t', 't.article_id', 'a.id')
		.select('a.external_id')
		.where('a.external_id', 'in', names)
		.where('t.status', '=', 'published')
		.execute();
	return new Set(rows.map((row) => row.external_id));
}

/** An old address that leads to a published article works too. */
async function knownPlaces(db: Db, places: readonly [lang: string, slug: string][]): Promise<Set<string>> {
	if (places.length === 0) return new Set();
	const langs = places.map(([lang]) => lang);
	const slugs = places.map(([, slug]) => slug);
	const { rows } = await sql<{ lang: string; slug: string }>`
		select w.lang, w.slug from unnest(${langs}::text[], ${slugs}::text[]) as w(lang, slug)
		where exists (select from translations t where t.status = 'published' and t.lang = w.lang and t.slug = w.slug)
		or exists (
			select from redirects r join translations t on t.id = r.translation_id
			where t.status = 'published' and r.lang = w.lang and r.slug = w.slug
		)`.execute(db);
	return new Set(rows.map(({ lang, slug }) => `${lang}/${slug}`));
}

async function missingFiles(db: Db, translationId: string, ids: readonly string[]): Promise<Set<string>> {
	if (ids.length === 0) return new Set();
	const rows = await db
		.selectFrom('files as f')
		.innerJoin('translations as theirs', 'theirs.id', 'f.owner_id')
		.innerJoin('translations as own', 'own.article_id', 'theirs.article_id')
		.select('f.id')
		.where('f.owner_type', '=', 'translation')
		.where('own.id', '=', translationId)
		.where('f.id', 'in', ids)
		.execute();
	const there = new Set(rows.map((row) => row.id));
	return new Set(ids.filter((id) => !there.has(id)));
}

function decoded(part: string | undefined): string {
	try {
		return decodeURIComponent(part ?? '');
	} catch {
		return '';
	}
}
