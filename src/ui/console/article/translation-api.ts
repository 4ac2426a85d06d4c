import type { EditorText } from '../../editor/saving/merge-texts.ts';
import { call } from '../call.ts';
import type { ComparedText } from './compare-texts.ts';

/** Where the API has one language of an article. */
export const translationAt = (article: string, lang: string): string =>
	`/articles/${article}/translations/${encodeURIComponent(lang)}`;

export type Version = {
	version: number;
	status: 'draft' | 'published' | 'archived';
	source: 'import' | 'staff';
	actor: { kind: string; id: string };
	is_working_copy: boolean;
	at: string;
};

type Versions = { items: Version[]; next_cursor: string | null };

/** Newest first, before the version `cursor`. */
export const versionsOf = (at: string, cursor: string | null, limit = 20): Promise<Versions> =>
	call('GET', `${at}/versions?limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`);

export const textOfVersion = async (at: string, version: number): Promise<ComparedText> => {
	const { title, body, questions } = await call<ComparedText>('GET', `${at}/versions/${version}/text`);
	return { title, body, questions };
};

export const textNow = (at: string): Promise<{ revision: number; text: EditorText }> => call('GET', `${at}/draft`);

type Saved = { revision: number; kept: number | null };

/** Makes it the working copy; gives how to undo that. Throws `Refusal`. */
export async function restore(at: string, version: number): Promise<() => Promise<void>> {
	const { revision } = await textNow(at);
	return undoOf(at, await call<Saved>('POST', `${at}/draft`, { body: { revision, version } }));
}

/** Makes what an import brought the working copy; gives how to undo that. Throws `Refusal`. */
export async function takeIncoming(at: string, revision: number): Promise<() => Promise<void>> {
	return undoOf(at, await call<Saved>('POST', `${at}/incoming`, { body: { revision } }));
}

/** The working copy that stood there before; where there was none, none again. Refused once somebody wrote on. */
const undoOf =
	(at: string, { revision, kept }: Saved) =>
	(): Promise<void> =>
		kept === null
			? call('DELETE', `${at}/draft?revision=${revision}`)
			: call('POST', `${at}/draft`, { body: { revision, version: kept } });
