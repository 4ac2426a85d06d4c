import { fill } from '#core/i18n/say.ts';
import type { SayHere } from '../words.ts';

/** Says the few texts that a page was handed, instead of all of a language. */
export function sayFrom(texts: Record<string, string>): SayHere {
	return (key, args) => fill(texts[key] ?? '', args ?? {});
}
