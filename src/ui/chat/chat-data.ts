import type { UiLang } from '#core/i18n/say.ts';
import type { Conversation, Seen, Summary } from './shapes.ts';

/** All that the chat is made of, on the server as in the browser. */
export type ChatData = {
	lang: UiLang;
	texts: Record<string, string>;
	brand: string;
	/** A page of the help centre, or a frame on somebody else's. */
	place: 'page' | 'frame';
	conversation: Conversation | null;
	/** Whether the visitor has a session already. */
	isKnown: boolean;
	/** The visitor's own, newest first. */
	list: Summary[];
	/** What others ask most, to begin with. */
	popular: { title: string }[];
	/** With what the visitor comes. */
	seen: Seen;
	/** A sentence that the last form left behind. */
	notice?: string;
	/** What the last form said of an answer. */
	rated?: { question: string; solved: boolean; explained: boolean } | undefined;
	/** What the last form could not take, so that it is not typed again. */
	typed?: string;
};
