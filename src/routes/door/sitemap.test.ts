import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import { sitemap, sitemapByName } from './sitemap.ts';

let site: TestApp;
let locals: App.Locals;

beforeAll(async () => {
	site = await testApp();
	locals = { app: site.app } as App.Locals;
});

afterAll(() => site?.stop());

const publish = (count: number) =>
	sql`with made as (
			insert into articles (id, external_id, created_at)
			select gen_random_uuid(), 'a' || n, now() from generate_series(1, ${count}::int) n returning id, external_id
		)
		insert into translations (id, article_id, lang, slug, title, status, body, version, source, content_hash, created_at, updated_at)
		select gen_random_uuid(), id, 'de', external_id || '&ü', 't', case external_id when 'a1' then 'draft' else 'published' end,
			'{"type":"doc","content":[]}', 1, 'import', '', now(), now() from made`.execute(site.app.database.db);

const count = (text: string | undefined, tag: string) => text?.split(`<${tag}>`).length ?? 0;

test('a small site has one sitemap, of published articles under a language that has pages', async () => {
	await publish(3);
	const text = await sitemap(locals, 'http://h');
	expect(text).toContain('<loc>http://h/en/articles/a2%26%C3%BC</loc>');
	expect(text).not.toContain('articles/a1%26');
	expect(await sitemapByName(locals, 'http://h', '1')).toBeUndefined();
	await sql`truncate articles cascade`.execute(site.app.database.db);
});

test('a large site has a list of parts, which together hold all', async () => {
	await publish(8);
	const index = await sitemap(locals, 'http://h', 5);
	expect(count(index, 'sitemap') - 1).toBe(3);
	expect(count(await sitemapByName(locals, 'http://h', '0', 5), 'url') - 1).toBe(5);
	expect(count(await sitemapByName(locals, 'http://h', '1', 5), 'url') - 1).toBe(2);
	expect(await sitemapByName(locals, 'http://h', '../0')).toBeUndefined();
});
