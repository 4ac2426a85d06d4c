import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeArticle } from '../../../tests/support/backup.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';
import { CHECKS, checksFor, KINDS, symptomsOf } from './checks.ts';

let one: TestServer;
beforeAll(async () => {
	one = await testServer();
	await writeArticle(one.app, 'wont-start');
	// It learns when it is first asked.
	one.app.recognise('is anybody there');
});
afterAll(() => one.stop());

const post = async (as: string, at: string, body: object = {}) => one.call('POST', `/api/v1${at}`, { body, as });
const arrive = async () => (await one.call('POST', '/api/v1/sessions', { body: {}, as: null })).body.token as string;

async function guided(answers: object) {
	const as = await arrive();
	const { body } = await post(as, '/journeys', { service: 'find-fault', answers });
	return {
		as,
		turn: body,
		answer: (name: string, value: unknown) => post(as, `/journeys/${body.id}/answers`, { name, value }),
	};
}

const STANDS = { kind: 'screw', symptom: 'wont_start' };

test('every guide has four checks at least, and every check its picture', () => {
	for (const kind of KINDS)
		for (const symptom of symptomsOf(kind))
			expect(checksFor(kind, symptom).length, `${kind} ${symptom}`).toBeGreaterThan(3);
	const drawings = path.join(import.meta.dirname, '../../../static/guides');
	expect(Object.keys(CHECKS).filter((check) => !existsSync(path.join(drawings, `${check}.svg`)))).toEqual([]);
});

test('each check comes with its picture; what is wrong is mended by what we say, and more stands in the article', async () => {
	const { turn, answer } = await guided(STANDS);
	expect(turn).toMatchObject({ ask: { name: 'power' }, told: [{ kind: 'picture', url: '/guides/power.svg' }] });
	const { body: wrong } = await answer('power', 'no');
	expect(wrong.ask.name).toBe('power_helped');
	expect(wrong.told).toMatchObject([{ kind: 'text' }, { kind: 'link', url: expect.stringContaining('/articles/') }]);
	const { body: done } = await answer('power_helped', 'yes');
	expect(done).toMatchObject({ state: 'done', result: { links: [{ url: expect.stringContaining('/articles/') }] } });
	expect(done.result.next).toBeUndefined();
});

test('where nothing helps it leads to a report that holds what was seen, and to the same one each time', async () => {
	const { as, turn } = await guided({
		...STANDS,
		power: false,
		power_helped: false,
		stop: true,
		gauge: true,
		cold: true,
	});
	expect(turn).toMatchObject({ state: 'done', result: { next: { service: 'report-fault' } } });
	const [{ body: report }, { body: again }] = [
		await post(as, `/journeys/${turn.id}/next`),
		await post(as, `/journeys/${turn.id}/next`),
	];
	expect(report).toMatchObject({ service: 'report-fault', ask: { name: 'danger' } });
	expect(again.id).toBe(report.id);
	const left = { danger: false, code: null, serial: null, plate: null, help: 'remote', phone: '+84912345678' };
	const { body: told } = await post(as, `/journeys/${report.id}/submit`, { answers: left });
	expect(told.state).toBe('done');
	const seen = told.answers.find(({ name }: { name: string }) => name === 'what').value as string;
	expect(seen).toContain('Is the main switch on, and does the display light up? No; mending it did not help.');
	expect(seen).not.toContain('belts');
});

test('what does not lead on cannot be followed, nor what is somebody else’s', async () => {
	const { as, turn } = await guided(STANDS);
	expect((await post(as, `/journeys/${turn.id}/next`)).status).toBe(409);
	expect((await post(await arrive(), `/journeys/${turn.id}/next`)).status).toBe(404);
});

test('in a conversation the report begins at once, with what was seen', async () => {
	const as = await arrive();
	const say = async (text: string) => (await post(as, '/text', { text, lang: 'en' })).body.text as string;
	expect(await say('start troubleshooting')).toContain('What kind of machine is it?');
	await say('1');
	expect(await say('1')).toMatch(/Is the main switch on.*\n.*\/guides\/power\.svg/);
	for (const _ of ['stop', 'gauge', 'cold']) await say('yes');
	const last = await say('yes');
	expect(last).toContain('Report the fault now');
	expect(last).toContain('Is anybody in danger?');
	const { items } = (await one.call('GET', '/api/v1/journeys', { as })).body;
	expect(items.map(({ service }: { service: string }) => service)).toEqual(['report-fault', 'find-fault']);
	await until(
		async () => (await one.call('GET', `/api/v1/journeys/${items[0].id}`, { as })).body.ask?.name === 'danger',
	);
});
