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
