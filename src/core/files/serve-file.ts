import type { Readable } from 'node:stream';
import type { Actor } from '../access.ts';
import type { Db } from '../db.ts';
import { problem } from '../errors.ts';
import { type FilePolicies, findFile, type Found } from './find-file.ts';
import { RASTER } from './kinds.ts';
import { type ByteRange, rangeOf } from './range.ts';
import type { Opened, Storage } from './storage.ts';
import { problemOfStorage } from './trouble.ts';

/** `width` asks for a picture at least that wide, if there is one; the rest are the request's headers. */
export type FileRequest = {
	id: string;
	width?: number | undefined;
	range?: string | undefined;
	ifRange?: string | undefined;
	ifNoneMatch?: string | undefined;
};

/** For any door to write out. `body` must be read to its end or destroyed. */
type FileReply = { status: 200 | 206 | 302 | 304 | 416; headers: Record<string, string>; body?: Readable };

/** A file as an HTTP reply, for whoever may read it; `not_found` for everybody else. Bytes in a bucket come by a link of 60 seconds. */
export async function serveFile(
	{ db, storage, policies }: { db: Db; storage: Storage; policies: FilePolicies },
	actor: Actor,
	request: FileRequest,
): Promise<FileReply> {
	const found = await findFile(db, policies, actor, request.id);
	const { key, mime, etag } = choose(found, request.width);
	const caching = cachingOf(found.isPublic, etag);
	if (request.ifNoneMatch?.split(/\s*,\s*/).some((tag) => tag.replace(/^W\//, '') === etag))
		return { status: 304, headers: caching };
	const disposition = dispositionOf(found.file.name, mime);
	// Captions are refused from another origin than the page's.
	const link = mime === 'text/vtt' ? undefined : await storage.link(key, { mime, disposition });
	if (link) return { status: 302, headers: { location: link, 'cache-control': 'no-store' } };
	const opened = await storage.open(key).catch((error: unknown) => {
		throw problemOfStorage(error);
	});
	if (!opened) throw problem('not_found', { detail: 'The content of this file is gone.' });
	const headers = { ...caching, ...safety(mime), 'content-disposition': disposition };
	if (!opened.hasParts) return reply(headers, 'whole', opened);
	const range =
		request.ifRange === undefined || request.ifRange === etag ? rangeOf(request.range, opened.bytes) : 'whole';
	return reply({ ...headers, 'accept-ranges': 'bytes' }, range, opened);
}

async function reply(headers: Record<string, string>, range: ByteRange, { bytes, stream }: Opened): Promise<FileReply> {
	if (range === 'none') return { status: 416, headers: { 'content-range': `bytes */${bytes}` } };
	if (range === 'whole')
		return { status: 200, headers: { ...headers, 'content-length': String(bytes) }, body: await stream() };
	const { start, end } = range;
	const part = { 'content-range': `bytes ${start}-${end}/${bytes}`, 'content-length': String(end - start + 1) };
	return { status: 206, headers: { ...headers, ...part }, body: await stream(range) };
}

/** The smallest picture that is wide enough, else the original. */
function choose({ file }: Found, width: number | undefined) {
	const variants = file.variants.toSorted((a, b) => a.width - b.width);
	const variant = width === undefined ? undefined : variants.find((candidate) => candidate.width >= width);
	const key = variant?.storage_key ?? file.storage_key;
	const size = key === file.storage_key ? 'original' : String(variant?.width);
	return { key, mime: variant?.mime ?? file.mime, etag: `"${file.sha256.slice(0, 32)}-${size}"` };
}

const PUBLIC_SECONDS = 300;

/** Nothing is kept for long without asking again: an article may be taken back. The bytes behind an id never change. */
function cachingOf(isPublic: boolean, etag: string): Record<string, string> {
	return { etag, 'cache-control': isPublic ? `public, max-age=${PUBLIC_SECONDS}` : 'private, no-cache' };
}

/** Whatever else a file pretends to be, the browser neither guesses its kind nor runs what is in it. */
function safety(mime: string): Record<string, string> {
	const type = mime.startsWith('text/') ? `${mime}; charset=utf-8` : mime;
	const headers = { 'content-type': type, 'x-content-type-options': 'nosniff' };
	if (RASTER.has(mime)) return headers;
	// A drawing within a page keeps its own styles.
	return { ...headers, 'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'" };
}

/** RFC 6266: a name in letters every browser reads, and the true one. A recording plays in a page even as an attachment. */
function dispositionOf(name: string, mime: string): string {
	const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
	const encoded = encodeURIComponent(name).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `${RASTER.has(mime) ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
