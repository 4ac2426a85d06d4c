import { expect, onTestFinished, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { changeAsset, listAssets } from '#modules/assets/index.ts';
import { startSession } from '#modules/customers/index.ts';
import { testApp } from '../../tests/support/app.ts';
import { registerMachines, removeMachines, sellMachines } from './machines.ts';
import { removeCustomers } from './remove.ts';

test('machines stand at customers of the demo and in the warehouse, and go with it but for one that somebody real owns', async () => {
	const { app, stop } = await testApp({ clock: () => new Date('2026-11-20T08:00:00Z') });
	onTestFinished(stop);
	const arrive = (lang: string) => app.transact((tx) => startSession(tx, { lang, channel: 'web' }));
	const customers: string[] = [];
	for (const lang of ['en', 'zh-Hans', 'vi', 'th']) customers.push((await arrive(lang)).actor.id);
	const ids = await app.transact((tx) => registerMachines(tx));
	expect(await app.transact((tx) => registerMachines(tx))).toEqual([]);
	await sellMachines(app, ids, customers);
	const all = await listAssets(app.database.db, SYSTEM, { limit: 50 });
	expect(all).toHaveLength(20);
	const sold = all.filter(({ customer_id }) => customer_id !== null);
	expect(sold).toHaveLength(16);
	for (const { address, commissioned_on, warranty_until } of sold) {
		expect(address).not.toBe('');
		expect(warranty_until! > commissioned_on!).toBe(true);
	}
	const { actor } = await arrive('vi');
	await app.transact((tx) => changeAsset(tx, SYSTEM, { id: all[0]!.id, customer_id: actor.id }));
	await removeCustomers(app, customers);
	expect(await app.transact((tx) => removeMachines(tx, ids))).toHaveLength(19);
	expect(await listAssets(app.database.db, SYSTEM, { limit: 50 })).toMatchObject([{ id: all[0]!.id }]);
});
