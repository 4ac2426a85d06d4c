import type { Doc } from '#modules/knowledge/index.ts';
import type { TestServer } from './server.ts';

/** A document of paragraphs: `{id: text}` in order. */
export const docOf = (texts: Record<string, string>): Doc => ({
	type: 'doc',
	content: Object.entries(texts).map(([id, text]) => ({
		type: 'paragraph',
		attrs: { id },
		content: [{ type: 'text', text }],
	})),
});

/** What a test does as an editor would, with one article in one language. */
export function writerOf(one: TestServer, article_id: string, lang = 'en') {
	const at = `/api/v1/articles/${article_id}/translations/${lang}`;
	const read = async () => (await one.call('GET', `${at}/draft`)).body;
	const save = async (
		text: object,
		{ revision, as = one.key }: { revision?: number | undefined; as?: string | undefined } = {},
	) => {
		const { text: before, revision: newest } = await read();
		const body = { revision: revision ?? newest, ...before, ...text };
		return one.call('PUT', `${at}/draft`, { body, as });
	};
	const publish = async () => one.call('POST', `${at}/publication`, { body: { revision: (await read()).revision } });
	return { at, read, save, publish };
}

/** A new article by the API, and how to write it. */
export async function newArticle(one: TestServer, input: object = {}) {
	const { body } = await one.call('POST', '/api/v1/articles', { body: { lang: 'en', ...input } });
	return {
		...(body as { article_id: string; translation_id: string; external_id: string }),
		...writerOf(one, body.article_id),
	};
}

/** The text of an article as an import brings it. */
export const importText = (one: TestServer, external_id: string, body: string) =>
	one.call('PUT', `/api/v1/articles/by-external-id/${external_id}`, { body: { lang: 'en', title: external_id, body } });

/** What the history of a text shows, newest first. */
export const versionsOf = async (one: TestServer, at: string): Promise<object[]> =>
	(await one.call('GET', `${at}/versions`)).body.items;

/** A key that may read and write knowledge, as a colleague has one. */
export const writerKey = async (one: TestServer): Promise<string> => {
	const body = { name: 'some', scopes: ['knowledge:read', 'knowledge:write'] };
	return (await one.call('POST', '/api/v1/keys', { body })).body.token;
};
