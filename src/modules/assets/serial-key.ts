/** By which two spellings of one serial number are the same: plates are copied by hand, in small letters, without hyphens, and with O for zero. */
export const serialKey = (text: string): string =>
	text
		.normalize('NFKC')
		.toUpperCase()
		.replaceAll(/[^\p{L}\p{N}]/gu, '')
		.replaceAll('O', '0');
