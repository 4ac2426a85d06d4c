import type { z } from 'zod';
import type { CalendarEntry } from '#core/calendar/write-ics.ts';
import type { Tx } from '#core/db.ts';
import type { MessageArgs, MessageKey } from '#core/i18n/say.ts';
import type { Block } from './render/blocks.ts';

/** What a template may use besides its args: texts in the reader's language, and the name of the business. */
export type Voice = {
	say<K extends MessageKey>(key: K, args: MessageArgs<K>): string;
	brand: string;
	/** What a language is called in the reader's own. */
	languageName(tag: string): string;
	/** A calendar day, `YYYY-MM-DD`, as one writes it in the reader's language. */
	day(date: string): string;
	/** A moment by the clock of a zone, as one writes it in the reader's language. */
	moment(at: string, zone: string): string;
	/** From when until when, likewise. */
	span(from: string, until: string, zone: string): string;
};

/** One message: its args are checked when it is queued, and rendered when it leaves. */
export type Template<A> = {
	args: z.ZodType<A>;
	/** Its args let somebody in: they are forgotten as soon as it has left. */
	secret?: true;
	subject(voice: Voice, args: A): string;
	blocks(voice: Voice, args: A): Block[];
	/** Where an answer to the message goes. */
	replyTo?(args: A): string | undefined;
	/** For the calendar of whoever gets it. */
	entry?(voice: Voice, args: A): CalendarEntry;
	/** Asked as it leaves: what was overtaken by then is forgotten, since whatever overtook it is told by a message of its own. */
	stands?(tx: Tx, args: A): Promise<boolean>;
};

export function template<A>(parts: Template<A>): Template<A> {
	return parts;
}
