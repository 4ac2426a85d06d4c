import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type App, atTime } from '#app';
import { SYSTEM } from '#core/access.ts';
import { brandColour, brandName } from '#core/brand.ts';
import { directUrl } from '#core/config.ts';
import { oneAtATime } from '#core/one-at-a-time.ts';
import { changeSetting } from '#core/settings.ts';
import { importArticles, putCollection, readFolder } from '#modules/knowledge/index.ts';
import { sweepPromises } from '#modules/promises/index.ts';
import { fillCalendar, openField } from './bookings.ts';
import { demoSetting, noteDemo } from './demo-setting.ts';
import { registerMachines, sellMachines } from './machines.ts';
import { playMonth } from './month.ts';
import { makePromises } from './promises.ts';
import { removeCustomers } from './remove.ts';

const HERE = import.meta.dirname;

const LOADING = 7_261_918;

/**
 * Kestrel Air's knowledge base, into an installation without anything that somebody could miss; answers whether it did. Processes that start at once load it
 * once, and a load that was interrupted is finished. `again` brings it back to somebody who took it away.
 */
export async function loadKnowledge(app: App, { again = false } = {}): Promise<boolean> {
	if (!(await isWanted(app, again))) return false;
	return oneAtATime(urlOf(app), LOADING, async () => {
		await app.settings.load();
		if (!(await isWanted(app, again))) return false;
		await importKnowledge(app);
		return true;
	});
}

async function isWanted(app: App, again: boolean): Promise<boolean> {
	const state = app.settings.get(demoSetting)?.state;
	if (state === 'loading') return true;
	return (state === undefined || again) && isEmpty(app);
}

async function isEmpty(app: App): Promise<boolean> {
	const { db } = app.database;
	const some = await Promise.all([
		db.selectFrom('articles').select('id').limit(1).executeTakeFirst(),
		db.selectFrom('collections').select('id').limit(1).executeTakeFirst(),
		db.selectFrom('questions').select('id').limit(1).executeTakeFirst(),
	]);
	return some.every((row) => row === undefined);
}

/** Says first what will come, so that a start after a crash knows that there is something to finish. Importing the same again changes nothing. */
async function importKnowledge(app: App): Promise<void> {
	const upload = await readFolder(path.join(HERE, 'knowledge'), { lang: 'en' });
	const items = await Array.fromAsync(upload.items);
	const articles = [...new Set(items.flatMap(({ item }) => item?.external_id ?? []))];
	const collections = upload.collections.map(({ external_id }) => external_id);
	await app.transact(async (tx) => {
		for (const collection of upload.collections) await putCollection(tx, SYSTEM, collection);
		await changeSetting(tx, SYSTEM, app.secrets, brandName, 'Kestrel Air');
		await changeSetting(tx, SYSTEM, app.secrets, brandColour, '#0b5c8a');
		await noteDemo(tx, app, { state: 'loading', articles, collections, customers: [] });
	});
	const report = await importArticles({ ...app, db: app.database.db }, SYSTEM, items);
	if (report.failed.length > 0) throw new Error(`The demo is broken: ${JSON.stringify(report.failed[0])}`);
	await app.transact(async (tx) => {
		const promises = await makePromises(tx);
		const field = await openField(tx);
		const machines = await registerMachines(tx);
		await noteDemo(tx, app, { state: 'asking', articles, collections, customers: [], promises, field, machines });
	});
	await app.settings.load();
}

/** A month of customers, put through the real `ask` at the times when they would have come. One that was interrupted is asked anew from its first day. */
export async function loadMonth(app: App): Promise<void> {
	if (app.settings.get(demoSetting)?.state !== 'asking') return;
	await oneAtATime(urlOf(app), LOADING, async () => {
		await app.settings.load();
		const demo = app.settings.get(demoSetting);
		if (demo?.state !== 'asking') return;
		await removeCustomers(app, demo.customers);
		const month = monthSchema.parse(parse(await readFile(path.join(HERE, 'month.yaml'), 'utf8')));
		const customers = await playMonth(app, month, (tx, ids) => noteDemo(tx, app, { ...demo, customers: ids }));
		if (demo.field) await fillCalendar(app, demo.field, customers);
		if (demo.machines) await sellMachines(app, demo.machines, customers);
		// What ran out in the month is broken before anybody looks, and nobody is told of it.
		await sweepPromises(atTime(app, app.clock));
		await app.transact((tx) => noteDemo(tx, app, { ...demo, state: 'loaded', customers }));
	});
}

const monthSchema = z.array(
	z.object({
		text: z.string(),
		lang: z.string(),
		customer: z.string().optional(),
		rating: z.enum(['solved', 'not_solved']).optional(),
		missing: z.string().optional(),
	}),
);
export type Asked = z.infer<typeof monthSchema>[number];

const urlOf = ({ config, database }: App) => directUrl(config, database.url);
