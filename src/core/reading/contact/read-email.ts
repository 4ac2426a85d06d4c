const LONGEST = 500;
const ADDRESS = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
/** What people say for the signs of an address, with spaces around. */
const SPOKEN: readonly (readonly [RegExp, string])[] = [
	[/ (?:dot|chấm|cham|จุด|点) /giu, '.'],
	[/ (?:at|a còng|a cong|แอท|แอด|艾特) /giu, '@'],
	[/ (?:underscore|gạch dưới) /giu, '_'],
	[/ (?:dash|hyphen|gạch ngang) /giu, '-'],
];

/** The one e-mail address in an answer, also a spoken one; its domain in lower case. */
export function readEmail(text: string): string | undefined {
	const plain = text.slice(0, LONGEST).normalize('NFKC').replaceAll(/\s+/g, ' ');
	return addressIn(plain) ?? addressIn(written(plain));
}

const written = (text: string): string => SPOKEN.reduce((all, [word, sign]) => all.replaceAll(word, sign), text);

function addressIn(text: string): string | undefined {
	const found = new Set([...text.matchAll(ADDRESS)].map(([address]) => tidy(address)));
	const [only] = found;
	return only && found.size === 1 && isAddress(only) ? only : undefined;
}

function tidy(address: string): string {
	const at = address.lastIndexOf('@');
	const local = address
		.slice(0, at)
		.replace(/^mailto:/i, '')
		.replace(/^[.'"]+/, '');
	return `${local}@${address.slice(at + 1).toLowerCase()}`;
}

function isAddress(address: string): boolean {
	const [local = '', domain = ''] = address.split('@');
	const labels = domain.split('.');
	const isDomain =
		labels.every((label) => /^[^-].*[^-]$|^[^-]$/.test(label)) && /^(?:\p{L}{2,}|xn--.+)$/u.test(labels.at(-1) ?? '');
	return isDomain && local !== '' && !local.endsWith('.') && !local.includes('..');
}
