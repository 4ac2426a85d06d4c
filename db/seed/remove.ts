import { type App, retention } from '#app';
import { type Actor, SYSTEM } from '#core/access.ts';
import { brandColour, brandName } from '#core/brand.ts';
import type { Tx } from '#core/db.ts';
import { releaseFiles } from '#core/files/attach-file.ts';
import { touch } from '#core/refresh.ts';
import { changeSetting } from '#core/settings.ts';
import { forgetReadings, recount } from '#modules/analytics/index.ts';
import { forgetQuestions } from '#modules/gaps/index.ts';
import { KNOWLEDGE } from '#modules/knowledge/index.ts';
import { removeField } from './bookings.ts';
import { demoSetting, noteDemo } from './demo-setting.ts';
import { removeMachines } from './machines.ts';
import { removePromises } from './promises.ts';
import { removeTeam } from './team.ts';

/** *Start with my own company*: takes away what the demo brought and nothing else. Articles of your own stay, also in its collections. */
export async function removeDemo(app: App, actor: Actor = SYSTEM): Promise<boolean> {
	await app.settings.load();
	const demo = app.settings.get(demoSetting);
	if (!demo || demo.state === 'removed') return false;
	await removeCustomers(app, demo.customers);
	await app.transact(async (tx) => {
		await removeArticles(tx, demo.articles);
		await removeEmptyCollections(tx, demo.collections);
		await removeTeam(tx);
		if (demo.promises) await removePromises(tx, actor, demo.promises);
		if (demo.field) await removeField(tx, demo.field);
		if (demo.machines) await removeFacts(tx, await removeMachines(tx, demo.machines));
		await changeSetting(tx, actor, app.secrets, brandName, brandName.fallback);
		await changeSetting(tx, actor, app.secrets, brandColour, brandColour.fallback);
		await noteDemo(tx, app, { state: 'removed', articles: [], collections: [], customers: [] });
	});
	// What invented people asked must not stand in the numbers of real ones.
	await recount(app, app.settings.get(retention));
	return true;
}

/** Invented people with all that they asked, said and left in the log. */
export async function removeCustomers(app: App, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return;
	await app.transact(async (tx) => {
		const asked = await tx.selectFrom('questions').select('id').where('customer_id', 'in', ids).execute();
		const talked = await tx.selectFrom('conversations').select('id').where('customer_id', 'in', ids).execute();
		const promised = await tx.selectFrom('promises').select(['id', 'subject_id']).where('customer_id', 'in', ids).execute();
		const visited = await tx.selectFrom('visits').select('id').where('customer_id', 'in', ids).execute();
		const begun = await tx.selectFrom('journeys').select('id').where('customer_id', 'in', ids).execute();
		const questions = asked.map((row) => row.id);
		const gaps = await forgetQuestions(tx, questions);
		const about = [...talked, ...promised, ...visited, ...begun].map((row) => row.id);
		await removeFacts(tx, [...ids, ...questions, ...gaps, ...about]);
		await removePromised(tx, promised);
		await tx.deleteFrom('ratings').where('customer_id', 'in', ids).execute();
		await tx.deleteFrom('questions').where('customer_id', 'in', ids).execute();
		await tx.deleteFrom('conversations').where('customer_id', 'in', ids).execute();
		await tx.deleteFrom('journey_holders').where('customer_id', 'in', ids).execute();
		await tx.deleteFrom('journeys').where('customer_id', 'in', ids).execute();
		await tx.deleteFrom('notifications').where('customer_id', 'in', ids).execute();
		await tx.deleteFrom('identities').where('customer_id', 'in', ids).execute();
		await tx.deleteFrom('sessions').where('customer_id', 'in', ids).execute();
		await tx.deleteFrom('events').where('customer_id', 'in', ids).execute();
		await tx.updateTable('assets').set({ customer_id: null }).where('customer_id', 'in', ids).execute();
		await tx.deleteFrom('customers').where('id', 'in', ids).execute();
	});
}

/** The promises themselves go with the customers. */
async function removePromised(tx: Tx, promised: readonly { subject_id: string }[]): Promise<void> {
	if (promised.length === 0) return;
	const subjects = promised.map((row) => row.subject_id);
	await tx.deleteFrom('promise_subjects').where('id', 'in', subjects).execute();
}

async function removeArticles(tx: Tx, names: readonly string[]): Promise<void> {
	if (names.length === 0) return;
	const rows = await tx
		.selectFrom('translations as t')
		.innerJoin('articles as a', 'a.id', 't.article_id')
		.select(['t.id', 't.article_id'])
		.where('a.external_id', 'in', names)
		.execute();
	const ids = rows.map((row) => row.id);
	await forgetReadings(tx, [...new Set(rows.map((row) => row.article_id))]);
	for (const id of ids) await releaseFiles(tx, { type: 'translation', id });
	await removeFacts(tx, ids);
	await tx.deleteFrom('articles').where('external_id', 'in', names).execute();
	await touch(tx, KNOWLEDGE, ids);
}

/** Inner ones first: a collection goes when nothing stands in it any more. */
async function removeEmptyCollections(tx: Tx, names: readonly string[]): Promise<void> {
	if (names.length === 0) return;
	for (const inner of [true, false])
		await tx
			.deleteFrom('collections as c')
			.where('external_id', 'in', names)
			.where('parent_id', inner ? 'is not' : 'is', null)
			.where(({ not, exists, selectFrom }) => not(exists(selectFrom('articles').whereRef('collection_id', '=', 'c.id').select('id'))))
			.where(({ not, exists, selectFrom }) => not(exists(selectFrom('collections as child').whereRef('child.parent_id', '=', 'c.id').select('child.id'))))
			.execute();
}

async function removeFacts(tx: Tx, subjects: readonly string[]): Promise<void> {
	if (subjects.length === 0) return;
	await tx.deleteFrom('events').where('subject_id', 'in', subjects).execute();
	await tx.deleteFrom('event_subjects').where('id', 'in', subjects).execute();
}
