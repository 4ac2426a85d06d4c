import { randomInt } from 'node:crypto';

/** Without letters and digits that are taken for each other. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** By what people call a visit, such as `V-7K3PQ9XM`: 39 bits, so trying codes finds none where tries are counted. */
export const newCode = () => `V-${Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;

/** As it is stored, however it was typed; nothing where it cannot be one. */
export function codeIn(text: string): string | undefined {
	const typed = text.toUpperCase().replace(/[\s-]/g, '');
	const letters = typed.length > LENGTH ? typed.replace(/^V/, '') : typed;
	const isCode = letters.length === LENGTH && [...letters].every((letter) => LETTERS.includes(letter));
	return isCode ? `V-${letters}` : undefined;
}
