import type { EditorText } from '../../editor/saving/merge-texts.ts';
import { call, Refusal } from '../call.ts';
import type { ComparedText } from './compare-texts.ts';

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

/** What an import brought, and when. */
export type Came = EditorText & { at: string };

type Saved = { revision: number; kept: number | null };

type Undo = () => Promise<unknown>;

/** Makes it the working copy, and gives how to undo that. Throws `Refusal`. */
export async function restore(at: string, version: number): Promise<Undo> {
	const { revision } = await textNow(at);
	return undoOf(at, await call<Saved>('POST', `${at}/draft`, { body: { revision, version } }));
}

/** Makes what an import brought the working copy, and gives how to undo that: then it waits again. Throws `Refusal`. */
export async function takeIncoming(at: string, revision: number, came: Came): Promise<Undo> {
	const undo = undoOf(at, await call<Saved>('POST', `${at}/incoming`, { body: { revision, at: came.at } }));
	return async () => {
		await undo();
		await returnIncoming(at, came).catch(unlessNewer);
	};
}

/** Has it wait again. Throws `Refusal`, with `conflict` when a newer one waits. */
export const returnIncoming = (at: string, came: Came): Promise<void> => call('PUT', `${at}/incoming`, { body: came });

/** What came meanwhile waits in its place; the text is back all the same. */
function unlessNewer(error: unknown): void {
	if (!(error instanceof Refusal) || error.code !== 'conflict') throw error;
}

/** Undone, the working copy from before stands there, or none where there was none. Refused once somebody wrote on. */
const undoOf =
	(at: string, { revision, kept }: Saved): Undo =>
	() =>
		kept === null
			? call('DELETE', `${at}/draft?revision=${revision}`)
			: call('POST', `${at}/draft`, { body: { revision, version: kept } });
