import { expect, test, vi } from 'vitest';
import { testServer } from '../../../tests/support/server.ts';

test('an upload to a bucket that does not answer is told as such, and why to whoever reads the log', async () => {
	const one = await testServer({ env: { S3_BUCKET: 'files', S3_ENDPOINT: 'http://127.0.0.1:9' } });
	const warn = vi.spyOn(one.app.log, 'warn');
	const { status, body } = await one.call('POST', '/api/v1/files?name=a.txt', { raw: 'text' });
	expect([status, body.code]).toEqual([503, 'unavailable']);
	expect(warn).toHaveBeenCalledWith({ code: 'unavailable', err: expect.any(String) }, 'request failed');
	await one.stop();
});

test('the files of a draft that waits over a published text are for the team', async () => {
	const one = await testServer();
	const upload = async () => (await one.call('POST', '/api/v1/files?name=a.txt', { raw: 'text' })).body.id as string;
	const [shown, waiting] = [await upload(), await upload()];
	const put = async (title: string, file: string) => {
		const body = { lang: 'en', title, body: `See [the sheet](/files/${file}/a.txt).` };
		return (await one.call('PUT', '/api/v1/articles/by-external-id/belts', { body })).body;
	};
	const { article_id } = await put('Belts', shown);
	await put('Drive belts', shown);
	// What a person restored is not overwritten by what comes from another system.
	await one.call('POST', `/api/v1/articles/${article_id}/translations/en/versions`, { body: { from: 1 } });
	expect(await put('V-belts', waiting)).toMatchObject({ outcome: 'draft_kept' });
	const statuses = (as: string | null) =>
		Promise.all([shown, waiting].map(async (id) => (await one.call('GET', `/files/${id}/a.txt`, { as })).status));
	expect(await statuses(null)).toEqual([200, 404]);
	expect(await statuses(one.key)).toEqual([200, 200]);
	await one.stop();
});

test('what is only read refuses every other method', async () => {
	const one = await testServer();
	for (const path of ['/files/none/a.txt', '/api/docs', '/api/v1/openapi.json']) {
		const { status, headers } = await one.call('DELETE', path);
		expect([path, status, headers.get('allow')]).toEqual([path, 405, 'GET, HEAD']);
	}
	await one.stop();
});
