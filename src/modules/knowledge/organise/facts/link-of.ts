import { storable } from '#core/text/storable.ts';
import { fileIdOf } from '../../import-files.ts';
import type { Link } from './facts-of.ts';

const OUTSIDE = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;
const STABLE = /^\/articles\/([^/?#]+)\/?(?:\?[^#]*)?(?:#(.*))?$/;
const PAGE = /^\/([A-Za-z]{2,8}(?:-[A-Za-z0-9]+)*)\/articles\/([^/?#]+?)(?:\.md)?\/?(?:\?[^#]*)?(?:#(.*))?$/;

/** What an address in a text leads to: an article (`target` its external id), a page (`lang/slug`), a file (its id), a heading of the same text, or out. */
export function linkOf(address: string): Omit<Link, 'block'> | undefined {
	if (address.startsWith('#')) return { kind: 'anchor', address, target: '', anchor: decoded(address.slice(1)) };
	if (OUTSIDE.test(address)) return { kind: 'external', address, target: '', anchor: '' };
	const file = fileIdOf(address);
	if (file) return { kind: 'file', address, target: file, anchor: '' };
	const [, stable, stableAnchor = ''] = STABLE.exec(address) ?? [];
	if (stable) return { kind: 'article', address, target: decoded(stable), anchor: decoded(stableAnchor) };
	const [, lang, slug, anchor = ''] = PAGE.exec(address) ?? [];
	return slug ? { kind: 'page', address, target: `${lang}/${decoded(slug)}`, anchor: decoded(anchor) } : undefined;
}

function decoded(part: string): string {
	try {
		return storable(decodeURIComponent(part));
	} catch {
		return part;
	}
}
