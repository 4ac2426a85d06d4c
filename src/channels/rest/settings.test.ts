import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';

let one: TestServer;

beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

const put = (id: string, body: object) => one.call('PUT', `/api/v1/articles/by-external-id/${id}`, { body });

describe('settings', () => {
	const value = async (key: string) =>
		(await one.call('GET', '/api/v1/settings')).body.items.find((item: { key: string }) => item.key === key);

	test('are changed by key, checked, and secrets are never shown', async () => {
		expect((await one.call('PUT', '/api/v1/settings/brand_name', { body: { value: 'Ann & Sons' } })).status).toBe(204);
		await until(async () => (await value('brand_name')).value === 'Ann & Sons', 2_000);
		await one.call('PUT', '/api/v1/settings/smtp_url', { body: { value: 'smtp://ann:secret@mail.example.com' } });
		const smtp = await until(async () => ((await value('smtp_url')).is_set ? value('smtp_url') : undefined), 2_000);
		expect(JSON.stringify(smtp)).not.toContain('secret');
		const facts = one.app.database.db.selectFrom('events').select('payload').where('name', '=', 'setting.changed');
		expect((await facts.orderBy('seq').execute()).map(({ payload }) => payload)).toEqual([
			{ key: 'brand_name' },
			{ key: 'smtp_url' },
		]);
		expect((await one.call('PUT', '/api/v1/settings/brand_colour', { body: { value: 'reddish' } })).status).toBe(422);
		expect((await one.call('PUT', '/api/v1/settings/nothing', { body: { value: 1 } })).status).toBe(404);
	});

	test('a picture is uploaded, named in an article, and then read by everybody', async () => {
		const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
		const file = (
			await one.call('POST', '/api/v1/files?name=a.svg', { raw: svg, headers: { 'content-type': 'image/svg+xml' } })
		).body;
		expect((await one.call('GET', file.address, { as: null })).status).toBe(404);
		await put('drawn', { lang: 'en', title: 'Drawn', body: `![A](${file.address})` });
		const shown = await one.call('GET', file.address, { as: null });
		expect([shown.status, shown.headers.get('content-security-policy')]).toEqual([
			200,
			expect.stringContaining('sandbox'),
		]);
		await put('drawn', { lang: 'en', title: 'Drawn', body: `![A](${file.address})`, status: 'draft' });
		expect((await one.call('GET', file.address, { as: null })).status).toBe(404);
	});
});
