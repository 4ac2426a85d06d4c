const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
const LENGTH = 9;

/** A short random block id, unique within its document (46 bits; `tidy` replaces the rare double). */
export function newId(): string {
	let id = '';
	for (let i = 0; i < LENGTH; i++) id += ALPHABET[Math.trunc(Math.random() * ALPHABET.length)];
	return id;
}
