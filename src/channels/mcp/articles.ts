import { type ReadResourceResult, McpError, ErrorCode } from '@modelcontextprotocol/sdk/types.js';
import type { App } from '#app';
import { defaultLang } from '#core/brand.ts';
import { asProblem, problem } from '#core/errors.ts';
import { storable } from '#core/text/storable.ts';
import {
	addressesByExternalId,
	articleAddress,
	preferenceOf,
	readArticle,
	toMarkdown,
} from '#modules/knowledge/index.ts';
import type { Link } from './tool.ts';

const SCHEME = 'saunders://articles/';
const MARKDOWN = 'text/markdown';

export const ARTICLE_TEMPLATE = {
	name: 'article',
	title: 'Article',
	uriTemplate: `${SCHEME}{external_id}`,
	description: 'A published article as Markdown, by the external_id that search and ask name',
	mimeType: MARKDOWN,
};

type Cited = { external_id: string; title: string; quote?: string };

export const linkTo = ({ external_id, title, quote }: Cited): Link => ({
	uri: SCHEME + encodeURIComponent(external_id),
	name: external_id,
	title,
	...(quote && { description: quote }),
	mimeType: MARKDOWN,
});

export type ArticleText = { external_id: string; title: string; lang: string; url: string; text: string };

/** In the best language there is of it. Throws `not_found` for what is not published. */
export async function articleText({ app, origin }: Where, externalId: string, lang?: string): Promise<ArticleText> {
	const { db } = app.database;
	const fallback = app.settings.get(defaultLang);
	const prefer = preferenceOf(lang ?? fallback, fallback);
	const [address] = await addressesByExternalId(db, [storable(externalId)], prefer);
	const found = address && (await readArticle(db, address.slug, [address.lang, ...prefer]));
	if (!found || !('row' in found)) throw problem('not_found', { detail: 'There is no such article.' });
	const { title, lang: own, body } = found.row;
	const url = origin + articleAddress(found.row);
	return { external_id: externalId, title, lang: own, url, text: `# ${title}\n\n${toMarkdown(body)}` };
}

type Where = { app: App; origin: string };

export async function readResource(where: Where, uri: string, lang?: string): Promise<ReadResourceResult> {
	const externalId = uri.startsWith(SCHEME) ? decoded(uri.slice(SCHEME.length)) : undefined;
	if (!externalId) throw new McpError(NO_RESOURCE, 'There is no such resource.');
	const { text } = await articleText(where, externalId, lang).catch((error: unknown) => {
		const { code, detail = code } = asProblem(error);
		throw new McpError(code === 'not_found' ? NO_RESOURCE : ErrorCode.InternalError, detail);
	});
	return { contents: [{ uri, mimeType: MARKDOWN, text }] };
}

/** As the protocol numbers it. */
const NO_RESOURCE = -32_002;

function decoded(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
