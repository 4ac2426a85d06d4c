import { randomInt } from 'node:crypto';

/** Without letters and digits that are taken for one another when they are read out or written down. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** By which a journey is gone on with on another device; 30¹⁰ of them, so that nobody guesses one. */
export const newCode = (): string => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** As people type it: `kx7m 2qpd-3h`. Nothing where it is none. */
export function codeIn(text: string): string | undefined {
	const plain = text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
	return plain.length === LENGTH && [...plain].every((letter) => LETTERS.includes(letter)) ? plain : undefined;
}

/** In two parts, for people. */
export const spelled = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;
