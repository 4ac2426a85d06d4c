import { LIVING_MS } from './kept-texts.ts';
import { type EditorText, sameText } from './merge-texts.ts';
import { newer, takeIn, takeUp } from './take-in.ts';
import { become, begun, isHeld, keep, type Standing, type Surroundings, type Writing } from './writing.ts';

type Refused = { status?: number; code?: string; body?: { current?: Standing } };

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
	const writing = begun(surroundings, save);
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

function change(writing: Writing, text: EditorText): void {
	writing.mine = text;
	writing.unsavedSince ??= writing.now();
	writing.stopKeeping();
	writing.stopKeeping = writing.later(() => keep(writing), KEEP_AFTER_MS);
	if (isHeld(writing) || writing.sending || writing.state.is === 'offline') return;
	become(writing, { is: 'dirty' });
	writing.plan(Math.max(0, Math.min(AFTER_MS, writing.unsavedSince + AT_MOST_MS - writing.now())));
}

/** Also while nothing can be saved and nothing is written. */
function keepAgain(writing: Writing): void {
	if (!sameText(writing.mine, writing.base.text)) keep(writing);
	writing.stopKeepingAgain = writing.later(() => keepAgain(writing), KEEP_AGAIN_MS);
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
		writing.plan(AFTER_MS);
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
	writing.plan(wait);
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
