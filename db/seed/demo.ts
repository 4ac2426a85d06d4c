import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { App } from '#app';
import { SYSTEM } from '#core/access.ts';
import { brandColour, brandName } from '#core/brand.ts';
import { changeSetting, type SettingKind } from '#core/settings.ts';
import { importArticles, putCollection, readFolder } from '#modules/knowledge/index.ts';
import { playMonth } from './month.ts';
import { removeCustomers } from './remove.ts';

const HERE = import.meta.dirname;

/** What the demo company brought along, so that it can go again: its articles by name, its customers by id. */
export type Demo = { state: 'loading' | 'loaded'; articles: string[]; collections: string[]; customers: string[] };

export const demoSetting: SettingKind<Demo | null> = {
	key: 'demo',
	schema: z
		.object({
			state: z.enum(['loading', 'loaded']),
			articles: z.array(z.string()),
			collections: z.array(z.string()),
			customers: z.array(z.string()),
		})
		.nullable(),
	fallback: null,
};

/** Whether nothing is there yet that somebody could miss. */
export async function isEmpty(app: App): Promise<boolean> {
	const { db } = app.database;
	const some = await Promise.all([
		db.selectFrom('articles').select('id').limit(1).executeTakeFirst(),
		db.selectFrom('collections').select('id').limit(1).executeTakeFirst(),
		db.selectFrom('questions').select('id').limit(1).executeTakeFirst(),
	]);
	return some.every((row) => row === undefined);
}

/** Kestrel Air's knowledge base. Importing it again changes nothing, so a start that was interrupted goes on here. */
export async function loadKnowledge(app: App): Promise<void> {
	const { collections, items } = await readFolder(path.join(HERE, 'knowledge'), { lang: 'en' });
	const names = new Set<string>();
	const noted = async function* () {
		for await (const item of items) {
			if (item.item) names.add(item.item.external_id);
			yield item;
		}
	};
	await app.transact(async (tx) => {
		for (const collection of collections) await putCollection(tx, SYSTEM, collection);
		await changeSetting(tx, SYSTEM, app.secrets, brandName, 'Kestrel Air');
		await changeSetting(tx, SYSTEM, app.secrets, brandColour, '#0b5c8a');
	});
	const report = await importArticles({ ...app, db: app.database.db }, SYSTEM, noted());
	if (report.failed.length > 0) throw new Error(`The demo is broken: ${JSON.stringify(report.failed[0])}`);
	await note(app, { state: 'loading', articles: [...names], collections: collections.map((one) => one.external_id), customers: [] });
}

/** A month of customers, put through the real `ask` at the times when they would have come. */
export async function loadMonth(app: App): Promise<void> {
	await app.settings.load();
	const demo = app.settings.get(demoSetting);
	if (demo?.state !== 'loading') return;
	await removeCustomers(app, demo.customers);
	const asked = monthSchema.parse(parse(await readFile(path.join(HERE, 'month.yaml'), 'utf8')));
	const customers = await playMonth(app, asked, (ids) => note(app, { ...demo, customers: ids }));
	await note(app, { ...demo, state: 'loaded', customers });
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

const note = (app: App, demo: Demo | null) => app.transact((tx) => changeSetting(tx, SYSTEM, app.secrets, demoSetting, demo));
