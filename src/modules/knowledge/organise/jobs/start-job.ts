import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { stage } from '#core/files/stage.ts';
import type { Storage } from '#core/files/storage.ts';
import { problemOfStorage } from '#core/files/trouble.ts';
import { newId } from '#core/ids.ts';
import { contextOf, now, type Transact } from '#core/transaction.ts';
import { transferBegun } from '../../events.ts';
import { canReadDrafts, canWrite } from '../../policy.ts';
import '../tables.ts';
import { WORK_QUEUE } from './queue.ts';

type ImportStart = { name: string; lang: string; dry_run: boolean; source: Readable; maxBytes: number };

/** Keeps an upload and imports it in the background. Answers the job's id. Throws as `stage` does. */
export async function startImport(
	{ storage, transact }: { storage: Storage; transact: Transact },
	actor: Actor,
	{ name, lang, dry_run, source, maxBytes }: ImportStart,
): Promise<string> {
	authorise(canWrite(actor), actor);
	const { path, bytes } = await stage(storage, source, maxBytes);
	const storage_key = storage.newKey();
	try {
		await storage.put(storage_key, { path }, 'application/octet-stream').catch((error: unknown) => {
			throw problemOfStorage(error);
		});
	} finally {
		await rm(path, { force: true });
	}
	const job = { kind: 'import' as const, name, lang, is_dry_run: dry_run, storage_key, bytes };
	return transact((tx) => insert(tx, actor, job)).catch(async (error: unknown) => {
		await storage.remove([storage_key]).catch(() => {});
		throw error;
	});
}

/** Writes everything into a zip in the background. Answers the job's id. */
export async function startExport(tx: Tx, actor: Actor): Promise<string> {
	authorise(canReadDrafts(actor), actor);
	const name = `knowledge-${now(tx).toISOString().slice(0, 10)}.zip`;
	return insert(tx, actor, { kind: 'export', name, lang: '', is_dry_run: false, storage_key: null, bytes: null });
}

type New = Pick<
	import('#core/db.ts').Tables['knowledge_jobs'],
	'kind' | 'name' | 'lang' | 'is_dry_run' | 'storage_key' | 'bytes'
>;

async function insert(tx: Tx, actor: Actor, job: New): Promise<string> {
	const id = newId(now(tx));
	const { kind, id: actor_id, assurance, scopes } = actor;
	await tx
		.insertInto('knowledge_jobs')
		.values({
			...job,
			id,
			state: 'waiting',
			done: 0,
			total: null,
			report: '{}',
			actor: JSON.stringify({ kind, id: actor_id, assurance, scopes }),
			cancel_asked_at: null,
			claimed_until: null,
			attempts: 0,
			created_at: now(tx),
			finished_at: null,
		})
		.execute();
	await record(tx, actor, transferBegun, { subject: id, payload: { kind: job.kind, dry_run: job.is_dry_run } });
	await contextOf(tx).enqueue(tx, WORK_QUEUE, {});
	return id;
}
