import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Actor } from '#core/access.ts';
import { newId } from '#core/ids.ts';
import { UI_LANGS } from '#core/i18n/say.ts';
import { openConversation, type Seen } from '#modules/conversations/index.ts';
import { startSession } from '#modules/customers/index.ts';
import { makeArticle, publishDue, schedulePublication } from '#modules/knowledge/index.ts';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import { startSmtp } from '../../../tests/support/smtp.ts';
import { until } from '../../../tests/support/until.ts';
import { docOf } from '../../../tests/support/writing.ts';
import { render } from './render/render.ts';

let one: TestApp;
let smtp: Awaited<ReturnType<typeof startSmtp>>;

beforeAll(async () => {
	smtp = await startSmtp();
	const env = {
		ROLES: 'web,worker',
		SMTP_URL: smtp.url,
		MAIL_FROM: 'help@kestrel.example',
		OWNER_EMAIL: 'owner@kestrel.example',
	};
	one = await testApp({ env });
});
afterAll(async () => {
	await one.stop();
	await smtp.close();
});

const newcomer = async () => (await one.app.transact((tx) => startSession(tx, { channel: 'web' }))).actor;

const write = async (text: string, email: string, { actor, articles = [] }: Partial<Seen & { actor: Actor }> = {}) => {
	const writer = actor ?? (await newcomer());
	return one.app.transact(async (tx) => {
		const said = { text, email, lang: 'th', channel: 'web', fallbackLang: 'en' };
		const id = await openConversation(tx, writer, { ...said, came: { words: 'E-02?' }, to: 'person' });
		// As an older program may have written it.
		const context = sql<string>`jsonb_set(context::jsonb, '{articles}', ${JSON.stringify(articles)}::jsonb)`;
		if (articles.length > 0) await tx.updateTable('conversations').set({ context }).where('id', '=', id).execute();
		return id;
	});
};
const written = (recipient: string) =>
	one.app.database.db.selectFrom('notifications').selectAll().where('recipient', '=', recipient).execute();

const noticeOf = (conversation: string) =>
	one.app.database.db
		.selectFrom('notifications')
		.selectAll()
		.where('dedupe_key', '=', `conversation_opened:${conversation}`)
		.executeTakeFirst();

test('a new conversation is told to the owner and confirmed to the customer in their language', async () => {
	await write('Stands still', 'ann@example.com');
	const [confirmation] = await until(async () => {
		const rows = await written('ann@example.com');
		return rows.length > 0 && rows;
	});
	expect(confirmation).toMatchObject({ template: 'conversation_received', lang: 'th' });
	await until(() => smtp.received.length >= 2, 15_000);
	expect(smtp.received.flatMap((mail) => mail.recipients).toSorted()).toEqual([
		'ann@example.com',
		'owner@kestrel.example',
	]);
	expect((await written('owner'))[0]).toMatchObject({
		template: 'conversation_opened',
		args: { asked: ['E-02?'], message: 'Stands still' },
	});
});

test('an address that somebody else may have typed is written to only a few times', async () => {
	for (let i = 0; i < 8; i++) await write(`Again ${i}`, 'victim@example.com');
	await until(async () => (await written('owner')).length >= 9);
	expect((await written('victim@example.com')).length).toBe(5);
});

test('what a customer says they saw reaches the owner, as a link only where it leads to this site', async () => {
	const id = 'f6a4ae4c-38cc-4b13-a7a9-6b4f2c3f0f60';
	const urls = ['/en/articles/oil', 'http://', 'https://elsewhere.example/en/articles/oil', '//elsewhere.example/'];
	const articles = urls.map((url) => ({ id, title: `At ${url}`, url }));
	const conversation = await write('Links', 'links@example.com', { articles });
	const notice = await until(() => noticeOf(conversation));
	const origin = one.app.origin();
	expect(notice.args).toMatchObject({
		seen: [
			{ title: 'At /en/articles/oil', url: `${origin}/en/articles/oil` },
			...articles.slice(1).map(({ title }) => ({ title })),
		],
	});
});

test('each confirmation goes to the address that was given with that conversation', async () => {
	const actor = await newcomer();
	const addresses = ['first@example.com', 'second@example.com', 'first@example.com'];
	for (const [i, email] of addresses.entries()) await write(`Matter ${i}`, email, { actor });
	const mailsTo = (address: string) => smtp.received.filter(({ recipients }) => recipients.includes(address));
	await until(() => mailsTo('first@example.com').length + mailsTo('second@example.com').length >= 3, 15_000);
	const confirmed = mailsTo('first@example.com').map(({ text = '' }) => /Matter \d/.exec(text)?.[0]);
	expect(confirmed.toSorted()).toEqual(['Matter 0', 'Matter 2']);
	// Each brings its own way in, which is not kept once it has left.
	for (const { text = '' } of mailsTo('first@example.com')) expect(text).toContain(`${one.app.origin()}/th/in?t=`);
	await until(async () => (await written('first@example.com')).every(({ status }) => status === 'sent'));
	expect(JSON.stringify(await written('first@example.com'))).not.toContain('/in?t=');
});

/** A text whose time came when its address was none. */
async function missPublication(title: string, by: { id: string; kind: 'staff' | 'key' }) {
	const { db } = one.app.database;
	const actor: Actor = { ...by, assurance: 'verified', scopes: ['knowledge:read', 'knowledge:write'] };
	const made = await one.app.transact((tx) =>
		makeArticle(tx, actor, { lang: 'en', title, body: docOf({ a: 'Text.' }) }),
	);
	const at = new Date(Date.now() + 60_000);
	await one.app.transact((tx) => schedulePublication(tx, actor, { ...made, lang: 'en', at }));
	await db
		.updateTable('drafts')
		.set({ publish_at: new Date(0), slug: '!' })
		.where('translation_id', '=', made.translation_id)
		.execute();
	await publishDue({ ...one.app, db });
	return made;
}

test('whoever set a time hears that the text could not be published then, and the owner of what a key had planned', async () => {
	const id = newId();
	const member = {
		name: 'Mai',
		email: 'mai@kestrel.example',
		email_verified: true,
		image: null,
		role: 'editor' as const,
	};
	const dates = { created_at: new Date(), updated_at: new Date(), joined_at: new Date(), removed_at: null };
	const rest = { lang: 'vi', two_factor_enabled: false, invited_by: null };
	await one.app.database.db
		.insertInto('members')
		.values({ id, ...member, ...dates, ...rest })
		.execute();
	const { article_id } = await missPublication('Oil', { kind: 'staff', id });
	const [mail] = await until(async () => {
		const rows = await written('mai@kestrel.example');
		return rows.length > 0 && rows;
	});
	const url = `${one.app.origin()}/console/articles/${article_id}/en`;
	expect(mail).toMatchObject({ template: 'publication_failed', lang: 'vi', args: { title: 'Oil', lang: 'en', url } });
	await missPublication('Belt', { kind: 'key', id: newId() });
	const told = await until(async () =>
		(await written('owner')).find(({ template }) => template === 'publication_failed'),
	);
	expect(told.args).toMatchObject({ title: 'Belt' });
});

test.each(UI_LANGS)('that a publication failed can be written in %s', (lang) => {
	const args = { title: 'Oil', lang: 'en', url: 'https://kestrel.example/x' };
	const { subject, text } = render(one.app, 'publication_failed', args, lang);
	expect(subject).toContain('Oil');
	expect(text).not.toMatch(/undefined|\{\w+\}/);
});
