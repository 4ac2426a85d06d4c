import { type Kept, type KeptTexts, LIVING_MS } from './kept-texts.ts';
import { type EditorText, isAsked, type Merged, mergeTexts, sameText } from './merge-texts.ts';

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

type Refused = { status?: number; code?: string; body?: { current?: Standing } };

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

type Writing = Surroundings & {
	/** What the server has, as far as it is known. */
	base: Standing;
	/** What `mine` was made from: in a conflict not yet what the server has, so that it is asked again after a crash. */
	from: Standing;
	mine: EditorText;
	state: SaveState;
	sending: Promise<void> | undefined;
	unsavedSince: number | undefined;
	failures: number;
	stopSaving(): void;
	stopKeeping(): void;
	stopKeepingAgain(): void;
	/** Nothing is tried again or kept any more: the next editor of this tab keeps its text in the same place. */
	isClosed: boolean;
};

const AFTER_MS = 1_000;
/** Whoever writes without a pause is saved all the same. */
const AT_MOST_MS = 5_000;
const KEEP_AFTER_MS = 300;
/** By this other tabs know that this one lives. */
const KEEP_AGAIN_MS = LIVING_MS / 2;
const FIRST_RETRY_MS = 1_000;
const SLOWEST_RETRY_MS = 30_000;
/** In bytes: what a browser sends while a page goes away may have 64 KiB. */
const MOST_ON_LEAVING = 60_000;

export type Autosave = ReturnType<typeof openAutosave>;

/**
 * Saves what is written a second after the last change, one request at a time, and keeps it in the browser until the server has it. What a closed tab left
 * unsaved is taken up at once.
 */
export function openAutosave(surroundings: Surroundings) {
	const writing = begun(surroundings);
	takeUp(writing, surroundings.kept.takeOver());
	// What a tab left that crashed a moment ago may still be a living tab's.
	const stopLooking = surroundings.later(
		() => takeUp(writing, surroundings.kept.takeOver({ own: false })),
		LIVING_MS + 1_000,
	);
	keepAgain(writing);
	return {
		state: () => writing.state,
		/** What publishing goes by: the newest revision that is known. */
		revision: () => writing.base.revision,
		/** Says what is written now, at each change. */
		change: (text: EditorText) => change(writing, text),
		/** Saves what is unsaved at once; afterwards `state` says whether it worked. */
		flush: async () => {
			await writing.sending;
			await save(writing);
		},
		/** Says that somebody else changed the text, as `presence` tells; `read` fetches it. */
		newer: (revision: number, read: () => Promise<Standing>) => newer(writing, revision, read),
		/** Ends a conflict with this text. */
		resolve: (text: EditorText) => resolve(writing, text),
		/** Somebody signed in, or the connection is there again. */
		goOn: async () => {
			if (writing.state.is === 'signed-out') become(writing, { is: 'dirty' });
			await save(writing);
		},
		/** For the moment in which the page goes away: false when what is unsaved may be lost. */
		leave: () => leave(writing),
		close: () => {
			leave(writing);
			writing.isClosed = true;
			stopLooking();
			writing.stopSaving();
			writing.stopKeeping();
			writing.stopKeepingAgain();
		},
	};
}

function begun(surroundings: Surroundings): Writing {
	const { server } = surroundings;
	return {
		...surroundings,
		base: server,
		from: server,
		mine: server.text,
		state: { is: 'idle' },
		sending: undefined,
		unsavedSince: undefined,
		failures: 0,
		stopSaving: () => {},
		stopKeeping: () => {},
		stopKeepingAgain: () => {},
		isClosed: false,
	};
}

/** Takes in what earlier tabs left, as far as the server has it not. */
function takeUp(writing: Writing, left: readonly Kept[]): void {
	if (left.length > 0) writing.catchUp();
	for (const { base, revision, text } of left) mergeIn(writing, { revision, text: base }, text, writing.mine);
}

function change(writing: Writing, text: EditorText): void {
	writing.mine = text;
	writing.unsavedSince ??= writing.now();
	writing.stopKeeping();
	writing.stopKeeping = writing.later(() => keep(writing), KEEP_AFTER_MS);
	if (isHeld(writing) || writing.sending || writing.state.is === 'offline') return;
	become(writing, { is: 'dirty' });
	plan(writing, Math.max(0, Math.min(AFTER_MS, writing.unsavedSince + AT_MOST_MS - writing.now())));
}

const isHeld = ({ state }: Writing) => state.is === 'conflict' || state.is === 'signed-out';

function become(writing: Writing, state: SaveState): void {
	writing.state = state;
	writing.onState(state);
}

function keep(writing: Writing): boolean {
	writing.stopKeeping();
	if (writing.isClosed) return true;
	const { revision, text: base } = writing.from;
	return writing.kept.keep({ base, revision, text: writing.mine, at: writing.now() });
}

/** Also while nothing can be saved and nothing is written. */
function keepAgain(writing: Writing): void {
	if (!sameText(writing.mine, writing.base.text)) keep(writing);
	writing.stopKeepingAgain = writing.later(() => keepAgain(writing), KEEP_AGAIN_MS);
}

function plan(writing: Writing, ms: number): void {
	writing.stopSaving();
	if (writing.isClosed) return;
	writing.stopSaving = writing.later(() => void save(writing), ms);
}

function save(writing: Writing, keepalive = false): Promise<void> {
	if (isHeld(writing) || writing.sending) return writing.sending ?? Promise.resolve();
	writing.stopSaving();
	if (sameText(writing.mine, writing.base.text)) {
		if (writing.state.is !== 'idle') settle(writing);
		return Promise.resolve();
	}
	writing.sending = send(writing, keepalive).finally(() => {
		writing.sending = undefined;
	});
	return writing.sending;
}

async function send(writing: Writing, keepalive: boolean): Promise<void> {
	const text = writing.mine;
	become(writing, { is: 'saving' });
	try {
		const { revision } = await writing.send({ ...text, revision: writing.base.revision }, { keepalive });
		writing.base = { revision, text };
		writing.from = writing.base;
		writing.failures = 0;
		if (sameText(writing.mine, text)) return settle(writing);
		writing.unsavedSince = writing.now();
		become(writing, { is: 'dirty' });
		plan(writing, AFTER_MS);
	} catch (error) {
		refused(writing, error as Refused);
	}
}

/** The server has everything. */
function settle(writing: Writing): void {
	writing.unsavedSince = undefined;
	writing.failures = 0;
	writing.stopKeeping();
	writing.kept.forget();
	become(writing, { is: 'saved' });
}

function refused(writing: Writing, { status = 0, code = 'internal', body }: Refused): void {
	if (status === 409 && body?.current) return takeIn(writing, body.current);
	keep(writing);
	if (status === 401) return become(writing, { is: 'signed-out' });
	const isPassing = status === 0 || status === 429 || status >= 500;
	if (!isPassing) return become(writing, { is: 'refused', code });
	const wait = Math.min(FIRST_RETRY_MS * 2 ** writing.failures++, SLOWEST_RETRY_MS);
	become(writing, { is: 'offline', at: writing.now() + wait });
	plan(writing, wait);
}

/** The server has another text. */
function takeIn(writing: Writing, server: Standing): void {
	writing.catchUp();
	const { from, mine } = writing;
	writing.base = server;
	mergeIn(writing, from, mine, server.text);
}

function mergeIn(writing: Writing, from: Standing, mine: EditorText, theirs: EditorText): void {
	const before = writing.mine;
	const merged = mergeTexts(from.text, mine, theirs);
	writing.mine = merged.text;
	if (!sameText(before, merged.text)) writing.onText(merged.text);
	const earlier = writing.state.is === 'conflict' ? writing.state.merged : undefined;
	if (earlier || isAsked(merged)) {
		writing.from = from;
		become(writing, { is: 'conflict', merged: together(earlier, merged) });
	} else {
		writing.from = writing.base;
		become(writing, { is: 'dirty' });
		plan(writing, 0);
	}
	keep(writing);
}

const together = (earlier: Merged | undefined, merged: Merged): Merged => ({
	text: merged.text,
	fields: joined(earlier?.fields, merged.fields, ({ field }) => field),
	blocks: joined(earlier?.blocks, merged.blocks, ({ id }) => id),
});

/** Each place is asked about once, by what was found there last. */
function joined<Place>(
	earlier: readonly Place[] = [],
	later: readonly Place[],
	nameOf: (place: Place) => string,
): Place[] {
	const names = new Set(later.map(nameOf));
	return [...earlier.filter((place) => !names.has(nameOf(place))), ...later];
}

async function newer(writing: Writing, revision: number, read: () => Promise<Standing>): Promise<void> {
	const isBusy = () => isHeld(writing) || writing.sending !== undefined;
	if (revision <= writing.base.revision || isBusy()) return;
	const server = await read();
	// What was sent meanwhile knows better, or will be told.
	if (server.revision > writing.base.revision && !isBusy()) takeIn(writing, server);
}

function resolve(writing: Writing, text: EditorText): Promise<void> {
	writing.mine = text;
	writing.from = writing.base;
	keep(writing);
	become(writing, { is: 'dirty' });
	return save(writing);
}

function leave(writing: Writing): boolean {
	if (sameText(writing.mine, writing.base.text)) return true;
	const isKept = keep(writing);
	const { length } = new TextEncoder().encode(JSON.stringify(writing.mine));
	if (length < MOST_ON_LEAVING) void save(writing, true);
	return isKept;
}
