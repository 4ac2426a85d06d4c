import { open } from 'node:fs/promises';
import { problem } from '../errors.ts';
import { familyOf, KINDS } from './kinds.ts';

const HEAD_BYTES = 64 * 1_024;

/**
 * The kind of a file by its content. Throws `unsupported_media_type` for a kind we do not keep, and for a file that says it is a
 * picture, a recording or a PDF and is something else: that is a mistake or a trick.
 */
export async function detectKind(file: string, name: string, declared: string | undefined): Promise<string> {
	const real = (await byMagic(file)) ?? (await byText(file, name));
	if (!real || !(real in KINDS)) throw refused('This kind of file cannot be kept here.');
	const claim = declared?.split(';')[0]?.trim().toLowerCase() || 'application/octet-stream';
	const family = familyOf(claim);
	if (family !== 'other' && family !== familyOf(real))
		throw refused(`The file says it is ${claim}, but its content is ${real}.`);
	// A voice note comes in what also holds films: only who recorded it knows that nothing is to be seen.
	const heard = real.replace('video/', 'audio/');
	return claim === heard && heard in KINDS ? heard : real;
}

const refused = (detail: string) => problem('unsupported_media_type', { detail });

async function byMagic(file: string): Promise<string | undefined> {
	const { fileTypeFromFile } = await import('file-type');
	const found = await fileTypeFromFile(file);
	const mime = found?.mime.split(';')[0];
	// XML may be a drawing: the text decides.
	return mime === 'application/xml' ? undefined : mime;
}

/** Text carries no mark; it is text if it decodes as such. Markup is told first, whatever the name says. */
async function byText(file: string, name: string): Promise<string | undefined> {
	const text = await headOf(file);
	if (text === undefined) return undefined;
	const body = text.replace(/^(\s|<\?[^>]*\?>|<!--[\s\S]*?-->)+/, '');
	if (/^(<!doctype svg|<svg[\s>])/i.test(body)) return 'image/svg+xml';
	if (/<(!doctype html|html|head|body|script|iframe|object|embed|meta)[\s>]/i.test(body)) return 'text/html';
	if (text.trimStart().startsWith('<?xml')) return 'application/xml';
	const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
	return TEXTS.find((mime) => KINDS[mime]?.includes(ending)) ?? 'text/plain';
}

const TEXTS = ['text/html', 'text/markdown', 'text/csv', 'application/json', 'application/xml'];

/** The beginning of a text in UTF-8; undefined when it is none. */
export async function headOf(file: string): Promise<string | undefined> {
	const handle = await open(file);
	try {
		const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(HEAD_BYTES) });
		// `stream`: a letter cut in two at the end is no mistake.
		const text = new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead), { stream: true });
		// No control characters but tab, line ends and form feed.
		return /[^\P{Cc}\t\n\r\f]/u.test(text) ? undefined : text;
	} catch (error) {
		if (error instanceof TypeError) return undefined;
		throw error;
	} finally {
		await handle.close();
	}
}
