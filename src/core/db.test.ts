import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import { openDatabase } from './db.ts';

test('while the program starts one waits for a connection that is in use, afterwards not for long', async () => {
	const { url, drop } = await testDatabase();
	const { pool, hurry, close } = openDatabase(url, { max: 1, patient: true });
	onTestFinished(() => close().then(drop));
	const held = await pool.connect();
	const patient = pool.connect();
	hurry();
	await expect(pool.connect()).rejects.toThrow('timeout exceeded when trying to connect');
	held.release();
	(await patient).release();
});
