import type { KeptTexts } from './kept-texts.ts';
import type { EditorText, Merged } from './merge-texts.ts';

/** How the text stands on the server. */
export type Standing = { revision: number; text: EditorText };

export type SaveState =
	| { is: 'idle' | 'dirty' | 'saving' | 'saved' }
	/** Nothing answers; it is tried again by itself. `at`: when, in milliseconds as `now` counts. */
	| { is: 'offline'; at: number }
	/** Both changed the same; nothing is saved until `resolve`. The text holds mine there. */
	| { is: 'conflict'; merged: Merged }
	/** Nothing is saved until `goOn`, after somebody signed in. */
	| { is: 'signed-out' }
	/** The server does not take this text: by its code. The next change is tried again. */
	| { is: 'refused'; code: string };

export type Surroundings = {
	server: Standing;
	/** Saves, and gives the new revision. Throws `{status, code, body}`, status 0 when nothing answered. */
	send(save: EditorText & { revision: number }, options: { keepalive: boolean }): Promise<{ revision: number }>;
	kept: KeptTexts;
	/** Runs `act` after so many milliseconds, unless what it gives is called before. */
	later(act: () => void, ms: number): () => void;
	now(): number;
	onState(state: SaveState): void;
	/** Hands over by `change` what was written in the last moment, before something is merged into it. */
	catchUp(): void;
	/** The text is another one by what somebody else wrote, or by what an earlier tab left: the editor is to show it. */
	onText(text: EditorText): void;
};

/** The state of an open autosave, with what it lives among. */
export type Writing = Surroundings & {
	/** What the server has, as far as it is known. */
	base: Standing;
	/** What `mine` was made from: in a conflict not yet what the server has, so that it is asked again after a crash. */
	from: Standing;
	mine: EditorText;
	state: SaveState;
	sending: Promise<void> | undefined;
	unsavedSince: number | undefined;
	failures: number;
	/** Saves after so many milliseconds, unless it is called again before. */
	plan(ms: number): void;
	stopSaving(): void;
	stopKeeping(): void;
	stopKeepingAgain(): void;
	/** Nothing is tried again or kept any more: the next editor of this tab keeps its text in the same place. */
	isClosed: boolean;
};

export function begun(surroundings: Surroundings, save: (writing: Writing) => Promise<void>): Writing {
	const { server } = surroundings;
	const writing: Writing = {
		...surroundings,
		base: server,
		from: server,
		mine: server.text,
		state: { is: 'idle' },
		sending: undefined,
		unsavedSince: undefined,
		failures: 0,
		plan: (ms) => {
			writing.stopSaving();
			if (!writing.isClosed) writing.stopSaving = writing.later(() => void save(writing), ms);
		},
		stopSaving: () => {},
		stopKeeping: () => {},
		stopKeepingAgain: () => {},
		isClosed: false,
	};
	return writing;
}

/** Nothing is saved until somebody says which it is to be, or signs in. */
export const isHeld = ({ state }: Writing) => state.is === 'conflict' || state.is === 'signed-out';

export function become(writing: Writing, state: SaveState): void {
	writing.state = state;
	writing.onState(state);
}

/** False when the browser has no room for it. */
export function keep(writing: Writing): boolean {
	writing.stopKeeping();
	if (writing.isClosed) return true;
	const { revision, text: base } = writing.from;
	return writing.kept.keep({ base, revision, text: writing.mine, at: writing.now() });
}
