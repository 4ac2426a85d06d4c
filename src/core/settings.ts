import { z } from 'zod';
import { type Actor, authorise, hasScope } from './access.ts';
import type { Db, Tx } from './db.ts';
import { problem } from './errors.ts';
import { defineEvent } from './events/define.ts';
import { record } from './events/record.ts';
import { attachFile, releaseFiles } from './files/attach-file.ts';
import type { FilePolicy } from './files/find-file.ts';
import { touch } from './refresh.ts';
import type { Secrets } from './secrets.ts';
import { now } from './transaction.ts';

/** A setting people may change: how it is checked, whether it is kept sealed, and which environment variable pins it. */
export type SettingKind<T> = {
	key: string;
	schema: z.ZodType<T>;
	fallback: T;
	secret?: boolean;
	env?: string;
	/** Its value is the id of a file that everybody may see. */
	file?: true;
};

export const SETTINGS_TOPIC = 'settings';

/** No row of its own changes: readers load all settings, there are few. */
const ALL_SETTINGS = '00000000-0000-0000-0000-000000000001';

export type Settings = {
	/** The value in force now; kept in memory, fresh within a second of a change in any process. */
	get<T>(kind: SettingKind<T>): T;
	/** Whether the environment fixes it, whatever its row says. */
	isPinned(kind: SettingKind<unknown>): boolean;
	load(): Promise<void>;
};

export function openSettings(db: Db, secrets: Secrets, env: Record<string, string | undefined>): Settings {
	let rows = new Map<string, unknown>();
	return {
		load: async () => {
			const all = await db.selectFrom('settings').select(['key', 'value']).execute();
			rows = new Map(all.map((row) => [row.key, row.value]));
		},
		isPinned: ({ env: name }) => Boolean(name && env[name]),
		get: (kind) => {
			const pinned = kind.env ? env[kind.env] : undefined;
			if (pinned) return pinnedValue(kind, pinned);
			const stored = rows.get(kind.key);
			if (stored === undefined) return kind.fallback;
			const value = kind.secret ? unsealed(secrets, kind.key, String(stored)) : stored;
			const parsed = kind.schema.safeParse(value);
			return parsed.success ? parsed.data : kind.fallback;
		},
	};
}

function pinnedValue<T>(kind: SettingKind<T>, text: string): T {
	const parsed = kind.schema.safeParse(text);
	if (parsed.success) return parsed.data;
	throw wrong(`${kind.env}: ${parsed.error.issues[0]?.message ?? 'is wrong'}`);
}

function unsealed(secrets: Secrets, key: string, stored: string): unknown {
	try {
		return JSON.parse(secrets.open(stored));
	} catch {
		throw wrong(`${key} in the database was sealed with another secret: start with the SECRET or DATA_DIR of before`);
	}
}

const wrong = (what: string) => Object.assign(new Error(`Wrong settings: ${what}`), { code: 'wrong_settings' });

/** Which one, not to what: it may be a secret or an address. */
export const settingChanged = defineEvent({
	name: 'setting.changed',
	v: 1,
	subject: 'settings',
	payload: z.strictObject({ key: z.string() }),
});

export async function changeSetting<T>(
	tx: Tx,
	actor: Actor,
	secrets: Secrets,
	kind: SettingKind<T>,
	value: T,
): Promise<void> {
	authorise(hasScope(actor, 'settings:write'), actor);
	const parsed = kind.schema.safeParse(value);
	if (!parsed.success)
		throw problem('invalid_input', { detail: `${kind.key}: ${parsed.error.issues[0]?.message ?? 'is wrong'}` });
	const plain = JSON.stringify(parsed.data);
	const stored = kind.secret ? JSON.stringify(secrets.seal(plain)) : plain;
	await tx
		.insertInto('settings')
		.values({ key: kind.key, value: stored })
		.onConflict((oc) => oc.column('key').doUpdateSet({ value: stored, updated_at: now(tx) }))
		.execute();
	if (kind.file) await keepFile(tx, actor, String(parsed.data));
	await touch(tx, SETTINGS_TOPIC, [ALL_SETTINGS]);
	await record(tx, actor, settingChanged, { subject: ALL_SETTINGS, payload: { key: kind.key } });
}

const FILES = { type: 'setting', id: ALL_SETTINGS };

/** The file of before goes; there is one setting that is a file. */
async function keepFile(tx: Tx, actor: Actor, id: string): Promise<void> {
	const kept = id ? await isKept(tx, id) : false;
	if (!kept) await releaseFiles(tx, FILES);
	if (id) await attachFile(tx, actor, id, FILES);
}

const isKept = (tx: Tx, id: string) =>
	tx.selectFrom('files').select('id').where('id', '=', id).where('owner_id', '=', FILES.id).executeTakeFirst();

/** What a setting shows stands on every page. */
export const settingFiles: FilePolicy = async () => 'public';
