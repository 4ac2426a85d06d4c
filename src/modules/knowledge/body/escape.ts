import { firstBareLink } from './bare-links.ts';
import { surrounding } from './parser.ts';
import { codeAt, codeBefore } from './unspaced.ts';

/** Says nothing and is dropped when read: keeps apart what would otherwise be read as one. */
export const APART = '<!---->';

const SPECIAL = /[\\`*_[\]<&~!]/g;
const PUNCTUATION = /[!-/:-@[-`{-~]/;

/** Text with a backslash before whatever Markdown would take for markup; inside a link also before `]`. */
export function escapeText(text: string, inLink: boolean): string {
	return text.replace(SPECIAL, (char, at: number) => (needsEscape(char, text, at, inLink) ? `\\${char}` : char));
}

/** Text outside links: addresses in it that are not links in the document must not become links. */
export function escapePlainText(text: string): string {
	let out = '';
	let rest = text;
	for (let found = firstBareLink(rest); found; found = firstBareLink(rest)) {
		const cut = found.index + cutIn(found.address);
		out += escapeText(rest.slice(0, cut), false) + APART;
		rest = rest.slice(cut);
	}
	return out + escapeText(rest, false);
}

function cutIn(address: string): number {
	const at = address.includes('://') ? 0 : address.indexOf('@');
	return Math.max(at, 0) + 1;
}

function needsEscape(char: string, text: string, at: number, inLink: boolean): boolean {
	const next = text.charAt(at + 1);
	switch (char) {
		case '\\':
			return next === '' || PUNCTUATION.test(next);
		case '*':
			return !(isSpaceAt(text, at - 1) && isSpaceAt(text, at + 1));
		case '_':
			return surrounding(codeBefore(text, at)) !== 'letter' || surrounding(codeAt(text, at + 1)) !== 'letter';
		case ']':
			return inLink;
		case '<':
			return next === '' || /[a-z/!?]/i.test(next);
		case '&':
			return /^&(?:#x?[\da-f]+|\w+);/i.test(text.slice(at, at + 40));
		case '~':
			return at === 0 || next === '' || next === '~' || text.charAt(at - 1) === '~';
		case '!':
			return next === '';
		default:
			return true;
	}
}

function isSpaceAt(text: string, at: number): boolean {
	return text.charAt(at) === ' ';
}

/** The first characters of a line must not begin a heading, list, quote, rule, table, underline or directive. */
export function escapeLineStart(line: string): string {
	const number = /^(\d{1,9})([.)])(?=[ \t]|$)/.exec(line);
	if (number) return `${number[1]}\\${line.slice((number[1] ?? '').length)}`;
	return /^(?:>|#{1,6}(?=[ \t]|$)|[-+](?=[ \t]|$)|::|=+[ \t]*$|[|:\-\t ]+$)/.test(line) ? `\\${line}` : line;
}

/** A link's or picture's address as it stands in `(…)`. */
export function escapeAddress(address: string): string {
	if (/^[^\s()<>\\]+$/.test(address) && !/&(?:#|\w+;)/.test(address)) return address;
	return `<${address.replace(/[\\<>]|&(?=#|\w+;)/g, String.raw`\$&`)}>`;
}

/** The quoted title after an address, with the space before it, or nothing. */
export function escapeTitle(title: string | undefined): string {
	return title ? ` "${title.replace(/[\\"]|&(?=#|\w+;)/g, String.raw`\$&`)}"` : '';
}
