import { smallTalk, wantsPerson } from '#modules/assistant/index.ts';

/** In characters: who only wants a person says so shortly, and who says more says why. */
const LONGEST_WISH = 60;

/** Neither a greeting nor only the wish for a person. */
export const saysWhatItIsAbout = (text: string): boolean =>
	text.trim() !== '' && !smallTalk(text) && (text.length > LONGEST_WISH || !wantsPerson(text));
