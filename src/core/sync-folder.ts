import { open } from 'node:fs/promises';

/** A rename is on disk only when its folder is. */
export async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder);
	await handle.sync().finally(() => handle.close());
}
