import type { Db, Tx } from './db.ts';
import { newId } from './ids.ts';
import './tables.ts';

const KEY = 'installation_id';

/** Names this database, so that what is kept on disk beside it (the search snapshot) is never taken for another one's. */
export async function installationId(db: Db): Promise<string> {
	await db
		.insertInto('settings')
		.values({ key: KEY, value: JSON.stringify(newId()) })
		.onConflict((oc) => oc.doNothing())
		.execute();
	const row = await db.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirstOrThrow();
	return String(row.value);
}

/** After a restore: the rows tell another history, in which the same versions may come again with other content. */
export async function forgetInstallationId(tx: Tx): Promise<void> {
	await tx.deleteFrom('settings').where('key', '=', KEY).execute();
}
