import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { newId } from '#core/ids.ts';
import { UI_LANGS } from '#core/i18n/say.ts';
import { confirmArticle, putArticle, setReview } from '#modules/knowledge/index.ts';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import { remindOfReviews } from './index.ts';
import { render } from './render/render.ts';

let one: TestApp;
let time = new Date('2026-11-22T09:00:00Z');
const [ANN, BEN] = [newId(), newId()];

beforeAll(async () => {
	one = await testApp({ clock: () => time });
	await member(ANN, 'ann', 'th');
	await member(BEN, 'ben', null);
});
afterAll(() => one.stop());

const remind = () => remindOfReviews(one.app);

/** Somebody who is on the team, or was. */
const member = async (id: string, name: string, lang: string | null) =>
	one.app.database.db
		.insertInto('members')
		.values({
			id,
			name,
			lang,
			email: `${name}@kestrel.example`,
			email_verified: true,
			image: null,
			role: 'editor',
			two_factor_enabled: false,
			invited_by: null,
			created_at: time,
			updated_at: time,
			joined_at: time,
			removed_at: null,
		})
		.execute();

const article = async (title: string, review: object, status: 'published' | 'draft' = 'published') =>
	one.app.transact(async (tx) => {
		const input = { external_id: title, lang: 'en', title, body: 'Text.', status };
		const { article_id } = await putArticle(tx, SYSTEM, input, 'import');
		await setReview(tx, SYSTEM, { article_id, ...review });
		return article_id;
	});

const takeMails = async () => {
	const { db } = one.app.database;
	const rows = await db.selectFrom('notifications').select(['recipient', 'lang', 'args', 'template']).execute();
	await db.deleteFrom('notifications').execute();
	return rows.map(({ args, ...row }) => ({
		...row,
		titles: (args as { articles: { title: string }[] }).articles.map(({ title }) => title),
	}));
};

test('who answers for articles hears of those that are due in one mail, and of each date once', async () => {
	const oil = await article('Oil', { owner_id: ANN, review_by: '2026-11-20', review_days: 90 });
	await article('Belt', { owner_id: ANN, review_by: '2026-11-22' });
	await article('Later', { owner_id: ANN, review_by: '2026-11-23' });
	await article('Nobody sees it', { owner_id: ANN, review_by: '2026-11-20' }, 'draft');
	await article('Left behind', { owner_id: BEN, review_by: '2026-11-20' });
	await article('Nobody’s', { review_by: '2026-11-20' });
	await one.app.database.db.updateTable('members').set({ removed_at: time }).where('id', '=', BEN).execute();
	await Promise.all([remind(), remind()]);
	const mails = await takeMails();
	expect(mails.toSorted((a, b) => a.recipient.localeCompare(b.recipient))).toEqual([
		{ template: 'review_due', recipient: 'ann@kestrel.example', lang: 'th', titles: ['Oil', 'Belt'] },
		{
			template: 'review_due',
			recipient: 'owner',
			lang: 'en',
			titles: expect.arrayContaining(['Left behind', 'Nobody’s']),
		},
	]);
	expect(await remind()).toBe(0);

	time = new Date('2026-11-23T09:00:00Z');
	const checked = await one.app.transact((tx) => confirmArticle(tx, SYSTEM, { article_id: oil }));
	expect(checked).toEqual({ checked_at: '2026-11-23', review_by: '2027-02-21' });
	await remind();
	expect(await takeMails()).toMatchObject([{ titles: ['Later'] }]);
	time = new Date('2027-02-21T00:00:00Z');
	await remind();
	expect(await takeMails()).toMatchObject([{ titles: ['Oil'] }]);
});

test('days without a date begin to run at once, and the rest of a review stays as it is', async () => {
	time = new Date('2026-11-22T09:00:00Z');
	const id = await article('Running', { review_days: 10 });
	const set = (input: object) => one.app.transact((tx) => setReview(tx, SYSTEM, { article_id: id, ...input }));
	expect(await set({ owner_id: ANN })).toEqual({ owner_id: ANN, review_days: 10, review_by: '2026-12-02' });
	expect(await set({ review_by: null, review_days: null })).toEqual({
		owner_id: ANN,
		review_days: null,
		review_by: null,
	});
	await expect(set({ owner_id: newId() })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('the day of the check is the translation’s own, and shown to customers', async () => {
	const id = await article('Shown', {});
	await one.app.transact((tx) =>
		putArticle(tx, SYSTEM, { external_id: 'Shown', lang: 'vi', title: 'Shown', body: 'Chữ.' }, 'import'),
	);
	await one.app.transact((tx) => confirmArticle(tx, SYSTEM, { article_id: id, langs: ['vi'] }));
	const rows = await one.app.database.db
		.selectFrom('translations')
		.select(['lang', 'checked_at'])
		.where('article_id', '=', id)
		.orderBy('lang')
		.execute();
	expect(rows).toEqual([
		{ lang: 'en', checked_at: null },
		{ lang: 'vi', checked_at: '2026-11-22' },
	]);
});

test.each(UI_LANGS)('the mail can be written in %s', (lang) => {
	const args = { articles: [{ title: 'Oil', review_by: '2026-11-20', url: 'https://kestrel.example/x' }], more: 3 };
	const { subject, text } = render(one.app, 'review_due', args, lang);
	expect(subject).toContain('4');
	expect(text).toMatch(/Oil.*20/);
	expect(text).not.toMatch(/undefined|\{\w+\}/);
});
