import { storable } from '#core/text/storable.ts';

const LONGEST = 80;

/** Looks like an address or a number by which a person could be known. */
const TELLS_WHO = /@|(?:\d[\s().-]?){6}/;

/** What was looked for in vain, as it is kept; an empty text where it may tell who looked: that is counted without its words. */
export function keptWords(words: string): string {
	const tidy = storable(words).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
	return TELLS_WHO.test(tidy) ? '' : [...tidy].slice(0, LONGEST).join('');
}
