import type { EditorText } from '#ui/editor/saving/merge-texts.ts';
import type { Doc } from '#modules/knowledge/browser.ts';
import { docOf } from '../support/writing.ts';
import type { openSite } from './site.ts';

type Draft = { revision: number; text: EditorText; has_draft: boolean; incoming: object | null };

/** Articles as the views show them, made through the API. */
export function articlesOf(site: ReturnType<typeof openSite>) {
	const atOf = (article: string, lang = 'en') => `/articles/${article}/translations/${lang}`;
	const draftOf = (article: string, lang = 'en') => site.api<Draft>('GET', `${atOf(article, lang)}/draft`);

	async function save(article: string, text: Partial<EditorText>, lang = 'en') {
		const { revision, text: before } = await draftOf(article, lang);
		await site.api('PUT', `${atOf(article, lang)}/draft`, { revision, ...before, ...text });
	}

	async function publish(article: string, text: Partial<EditorText>, lang = 'en') {
		await save(article, text, lang);
		const { revision } = await draftOf(article, lang);
		await site.api('POST', `${atOf(article, lang)}/publication`, { revision });
	}

	async function make(title: string, body: Doc): Promise<string> {
		const { article_id } = await site.api<{ article_id: string }>('POST', '/articles', { lang: 'en', title, body });
		await publish(article_id, {});
		return article_id;
	}

	/** With two versions and a working copy: a paragraph changed, one added, one gone, one moved. */
	async function written(title: string): Promise<string> {
		const article = await make(title, docOf(many()));
		const { p1, p8: _, ...rest } = many({ p6: 'Paragraph 6 of <b>our</b> text.' });
		await publish(article, {
			title: `${title}, twice`,
			body: docOf({ ...rest, new: 'It is new.', p1: p1 ?? '' }),
			questions: ['When?'],
		});
		await save(article, { title: `${title}, thrice` });
		return article;
	}

	/** Translated into Thai but for two paragraphs, after which the source changed. */
	async function translated(title: string): Promise<string> {
		const article = await make(
			title,
			docOf({ a: 'Drain the tank.', b: 'Change the oil.', c: 'Close it.', d: 'Done.' }),
		);
		await site.api('POST', `/articles/${article}/translations`, { lang: 'th' });
		await save(article, { body: docOf({ a: 'ระบายถัง', b: 'เปลี่ยนน้ำมัน', c: 'Close it.', d: 'Done.' }) }, 'th');
		await publish(article, {
			body: docOf({ a: 'Drain the whole tank.', b: 'Change the oil.', e: 'Wipe it.', d: 'Done.' }),
		});
		return article;
	}

	const changesOf = async (article: string) =>
		(await site.api<{ changes: { id: string }[] }>('GET', `${atOf(article, 'th')}/source`)).changes.map(({ id }) => id);

	async function imported(external: string): Promise<string> {
		const put = (body: string) =>
			site.api<{ article_id: string }>('PUT', `/articles/by-external-id/${external}`, {
				lang: 'en',
				title: external,
				body,
				status: 'published',
			});
		const { article_id } = await put('First of all.\n\nThen the rest.');
		await save(article_id, { title: `${external}, mine` });
		await put('First of everything.\n\nThen the rest.');
		return article_id;
	}

	return { draftOf, save, make, written, translated, changesOf, imported };
}

/** Nine paragraphs, some of them otherwise. */
export const many = (changed: Record<string, string> = {}): Record<string, string> => ({
	...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`p${at}`, `Paragraph ${at} of the text.`])),
	...changed,
});
