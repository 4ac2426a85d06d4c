import { languageOf } from '../language.ts';
import { restIsAround } from './around.ts';
import { timesIn } from './find-when.ts';
import type { When, WhenOptions } from './when.ts';

/** The time that somebody gave as the whole answer, politeness aside; nothing where they said more than that, or two times. */
export function readWhen(text: string, options: WhenOptions): When | undefined {
	if (text.length > LONGEST_ANSWER) return undefined;
	if (ISO.test(text)) return moment(new Date(text.trim()));
	const when = readIn(text, options);
	// English words are at home everywhere.
	return when || languageOf(options.lang) === 'en' ? when : readIn(text, { ...options, lang: 'en' });
}

const LONGEST_ANSWER = 300;
/** With its offset it is an instant wherever one is. */
const ISO = /^\s*\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)\s*$/;

const moment = (at: Date): When | undefined =>
	Number.isNaN(at.getTime()) ? undefined : { from: at, until: at, grain: 'minute' };

function readIn(text: string, options: WhenOptions): When | undefined {
	const found = timesIn(text, options, true);
	const [only] = found;
	if (!only || found.length > 1) return undefined;
	return restIsAround(`${text.slice(0, only.from)} ${text.slice(only.to)}`, options.lang) ? only.when : undefined;
}
