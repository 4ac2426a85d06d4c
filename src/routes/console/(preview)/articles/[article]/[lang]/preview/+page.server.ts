import { ANONYMOUS } from '#core/access.ts';
import { defaultLang } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { fileIdOf, readableHtml, readWriting } from '#modules/knowledge/index.ts';
import { translationParams } from '#channels/rest/texts.ts';
import { labelsOf } from '../../../../../../door/article.ts';
import { readerOf } from '../../../../../../door/reader.ts';
import type { PageServerLoad } from './$types';

/** For a frame on a page of ours, so that it ships no framework: what customers get has none either. */
export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { app, member } = locals;
	const wanted = translationParams.safeParse({ article_id: params.article, lang: params.lang });
	if (!wanted.success) throw problem('not_found');
	const { db, lang, prefer } = readerOf(locals);
	const asked = { ...wanted.data, site_lang: app.settings.get(defaultLang), at: app.clock() };
	const {
		text,
		lang: written,
		files,
		checked_at,
		updated_at,
	} = await readWriting(db, member?.actor ?? ANONYMOUS, asked);
	const known = new Map(files.map((file) => [file.id, file]));
	return {
		title: text.title,
		lang: written,
		html: await readableHtml(db, text.body, { lang: written, pageLang: lang, labels: labelsOf(locals), prefer }),
		checked_at,
		updated_at,
		downloads: text.attachments.flatMap(({ file, title, edition }) => {
			const { id = '', name = '', bytes = 0 } = known.get(fileIdOf(file) ?? '') ?? {};
			return id ? [{ file_id: id, title, edition, name, bytes }] : [];
		}),
	};
};
