import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { type Actor, authorise, customersOf } from '../access.ts';
import { newId } from '../ids.ts';
import { now, type Transact } from '../transaction.ts';
import '../tables.ts';
import { detectKind, headOf } from './detect-kind.ts';
import { drawingSize } from './drawing.ts';
import { KINDS, RASTER } from './kinds.ts';
import { stage, type Staged } from './stage.ts';
import type { Storage } from './storage.ts';
import { problemOfStorage } from './trouble.ts';
import { webImage, type WebImage } from './web-image.ts';

/** `mime` is what the sender says, `name` as it was on their machine. */
export type Upload = { name: string; mime?: string | undefined; source: Readable; maxBytes?: number };

type StoredFile = {
	id: string;
	name: string;
	mime: string;
	bytes: number;
	sha256: string;
	/** Of pictures, in points, upright. */
	width?: number;
	height?: number;
	/** Widths in which the picture can be had. */
	widths: number[];
};

const MAX_BYTES = 50 * 1_048_576;

/**
 * Keeps an upload: it belongs to its uploader until `attachFile`, and goes after a day if that never happens. Throws
 * `payload_too_large`, `unsupported_media_type`, `invalid_input`, `disk_full` or `unavailable`, and then leaves nothing behind.
 */
export async function storeFile(
	{ storage, transact }: { storage: Storage; transact: Transact },
	actor: Actor,
	upload: Upload,
): Promise<StoredFile> {
	authorise(actor.id !== '', actor);
	const staged = await stage(storage, upload.source, upload.maxBytes ?? MAX_BYTES);
	try {
		const mime = await detectKind(staged.path, upload.name, upload.mime);
		const image = await pictureOf(storage, staged, mime);
		const { file, objects } = plan(storage, staged, safeName(upload.name, mime), mime, image);
		// The row first: what a killed process leaves behind has an owner who will be cleared away.
		await transact((tx) =>
			tx
				.insertInto('files')
				.values({ ...file, uploaded_by: uploaderOf(actor), created_at: now(tx), owner_type: null, owner_id: null })
				.execute(),
		);
		await putAll(storage, objects).catch(async (error) => {
			await storage.remove(objects.map(({ key }) => key)).catch(() => {});
			await transact((tx) => tx.deleteFrom('files').where('id', '=', file.id).execute());
			throw problemOfStorage(error);
		});
		const { id, name, bytes, sha256 } = file;
		return { id, name, mime, bytes, sha256, ...sizesOf(image) };
	} finally {
		await rm(staged.path, { force: true });
	}
}

async function pictureOf(storage: Storage, { path: file }: Staged, mime: string): Promise<WebImage | undefined> {
	if (RASTER.has(mime)) return storage.inTurn(() => webImage(file));
	const size = mime === 'image/svg+xml' ? drawingSize((await headOf(file)) ?? '') : undefined;
	return size && { ...size, variants: [] };
}

/** How `files.uploaded_by` names somebody. */
export const uploaderOf = (actor: Actor) => `${actor.kind}:${actor.id}`;

/** All names of an actor there; none for somebody who is not known. */
export function uploadersOf(actor: Actor): string[] {
	if (actor.kind === 'customer') return customersOf(actor).map((id) => `customer:${id}`);
	return actor.id === '' ? [] : [uploaderOf(actor)];
}

type Stored = { key: string; content: { path: string } | { data: Uint8Array }; mime: string };

/** The row and the objects it names. Among the variants of a picture is the original itself, with its size. */
function plan(storage: Storage, staged: Staged, name: string, mime: string, image: WebImage | undefined) {
	const key = storage.newKey();
	const clean = image?.clean;
	const original = { key, content: clean ? { data: clean } : { path: staged.path }, mime };
	const smaller = (image?.variants ?? []).map(({ width, height, data }) => ({
		row: { width, height, mime: 'image/webp', storage_key: `${key}-${width}` },
		object: { key: `${key}-${width}`, content: { data }, mime: 'image/webp' },
	}));
	const whole = image ? [{ width: image.width, height: image.height, mime, storage_key: key }] : [];
	const file = {
		id: newId(),
		name,
		mime,
		bytes: clean?.length ?? staged.bytes,
		sha256: clean ? createHash('sha256').update(clean).digest('hex') : staged.sha256,
		came_sha256: clean ? staged.sha256 : null,
		storage_key: key,
		variants: JSON.stringify([...smaller.map(({ row }) => row), ...whole]),
	};
	return { file, objects: [original, ...smaller.map(({ object }) => object)] as Stored[] };
}

async function putAll(storage: Storage, objects: Stored[]): Promise<void> {
	for (const { key, content, mime } of objects) await storage.put(key, content, mime);
}

function sizesOf(image: WebImage | undefined) {
	if (!image) return { widths: [] };
	const { width, height, variants } = image;
	return { width, height, widths: [...variants.map((variant) => variant.width), width] };
}

const NAME_LENGTH = 120;

/** The last part of the name, printable, and with an ending that its content deserves: a script called `.txt` opens as text. */
function safeName(name: string, mime: string): string {
	const base = path.posix
		.basename(name.replaceAll('\\', '/'))
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>:|?*]/gu, '')
		.trim();
	const endings = KINDS[mime] ?? [];
	const { name: stem, ext } = path.parse(base);
	const right = endings.includes(ext.slice(1).toLowerCase());
	const ending = right ? ext : `.${endings[0]}`;
	return `${[...(right ? stem : base)].slice(0, NAME_LENGTH).join('') || 'file'}${ending}`;
}
