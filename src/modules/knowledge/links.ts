import type { Db } from '#core/db.ts';
import { articleAddress } from './addresses.ts';
import { type Preference, addressesByExternalId } from './queries.ts';

const STABLE = /^\/articles\/([^/?#]+)(#.*)?$/;

/**
 * Addresses for the stable links in a text: an article may be linked as `/articles/<external_id>`, which survives new slugs and leads each
 * reader to the best language. Answers a function from href to href; a link to nothing published becomes `undefined`.
 */
export async function stableLinks(
	db: Db,
	hrefs: Iterable<string>,
	prefer: Preference,
): Promise<(href: string) => string | undefined> {
	const wanted = new Set<string>();
	for (const href of hrefs) {
		const id = externalIdOf(href);
		if (id) wanted.add(id);
	}
	const found = await addressesByExternalId(db, [...wanted], prefer);
	const addresses = new Map(found.map((row) => [row.external_id, articleAddress(row)]));
	return (href) => {
		const id = externalIdOf(href);
		if (!id) return href;
		const address = addresses.get(id);
		return address && address + (STABLE.exec(href)?.[2] ?? '');
	};
}

export function externalIdOf(href: string): string | undefined {
	const id = STABLE.exec(href)?.[1];
	try {
		return id && decodeURIComponent(id);
	} catch {
		return undefined;
	}
}
