import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCustomer, rollQuestions } from '../../../../tests/support/asking.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { SYSTEM } from '#core/access.ts';
import type { Scorer } from '#modules/assistant/index.ts';
import { replayGap } from './settle-gaps.ts';

let one: TestServer;
beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

test('nobody waits for all questions of a gap where each takes long, and what was not asked again closes nothing', async () => {
	const ann = await newCustomer(one);
	for (const word of ['can', 'may', 'should']) await ann.ask(`${word} a zebra be delivered`);
	await rollQuestions(one);
	const [gap] = (await one.call('GET', '/api/v1/gaps')).body.items;
	const written = (await one.call('POST', `/api/v1/gaps/${gap.id}/draft`)).body.article_id as string;
	let ms = 0;
	const consider: Scorer['consider'] = (...asked) => {
		wait(ms);
		const found = one.app.scorer.consider(...asked);
		const candidate = { articleId: written } as (typeof found.candidates)[number];
		return { ...found, candidates: [candidate], outcome: 'answer' };
	};
	const replay = () => replayGap({ ...one.app, scorer: { ...one.app.scorer, consider } }, SYSTEM, gap.id);
	const status = async () => (await one.call('GET', `/api/v1/gaps/${gap.id}`)).body.status;
	ms = 1_000;
	expect(await replay()).toMatchObject({ answered: 2, left: 0 });
	expect(await status()).toBe('drafted');
	ms = 0;
	expect(await replay()).toMatchObject({ answered: 3, left: 0 });
	expect(await status()).toBe('closed');
});

function wait(ms: number): void {
	const end = performance.now() + ms;
	while (performance.now() < end);
}
