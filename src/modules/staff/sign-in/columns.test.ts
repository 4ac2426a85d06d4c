import { getMigrations } from 'better-auth/db/migration';
import { expect, test } from 'vitest';
import { testApp } from '../../../../tests/support/app.ts';
import { openAuth } from './auth.ts';

test('our tables hold every column that better-auth writes, so it would add none', async () => {
	const { app, stop } = await testApp();
	const { options } = openAuth({
		db: app.database.db,
		secret: 'a secret of at least thirty-two characters',
		origin: 'http://localhost:3000',
		issuer: 'Test',
		oidc: undefined,
		note: async () => {},
	});
	const { toBeCreated, toBeAdded } = await getMigrations(options);
	await stop();
	expect([toBeCreated, toBeAdded]).toEqual([[], []]);
});
