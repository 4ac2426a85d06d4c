import { expect, onTestFinished, test, vi } from 'vitest';
import { ANSWERS, caller, codesOf, firstFree, openField, race } from '../../bin/measure/race/race.ts';
import { testDatabase } from '../support/database.ts';
import { KEY, type Program, startProgram } from './program.ts';

vi.setConfig({ testTimeout: 120_000 });

// `npm run soak` has a hundred customers and a thousand times.
const SHORT = { customers: 8, rounds: 12 };

test('customers in processes of their own want one time on two servers: each time one has it, and the others are told', async () => {
	const database = await testDatabase();
	onTestFinished(database.drop);
	const env = { DATABASE_URL: database.url, TRUST_PROXY: '1' };
	const servers = await Promise.all([startProgram(env), startProgram(env)]);
	const { wrong, told, visits, missing } = await race({ origins: servers.map(({ url }) => url), key: KEY }, SHORT);
	expect(wrong).toEqual([]);
	expect(missing).toEqual([]);
	expect(visits).toBe(SHORT.rounds);
	expect(Object.keys(told).filter((code) => !['taken', 'not_free', 'not_offered'].includes(code))).toEqual([]);
	const losers = (SHORT.customers - 1) * SHORT.rounds;
	expect(Object.values(told).reduce((sum, count) => sum + count, 0)).toBe(losers);
});

test('kill -9 between hold and confirmation, and again while it is confirmed: the time stays theirs, and is booked once', async () => {
	const first = await startProgram();
	const staff = staffOf(first);
	const time = await firstFree(staff, await openField(staff));
	const [ann, bob] = [await customerOf(first), await customerOf(first)];
	expect(await ann.say(first, 'answers', { name: 'slot', value: time })).toMatchObject({ status: 200 });
	first.child.kill('SIGKILL');
	await first.ended;

	const second = await startProgram({ DATA_DIR: first.dataDir });
	expect(await bob.say(second, 'answers', { name: 'slot', value: time })).toMatchObject({ status: 422 });
	const unheard = [1, 2, 3].map(() => ann.say(second, 'submit', {}).catch(() => undefined));
	await Promise.race(unheard);
	second.child.kill('SIGKILL');
	await Promise.all([second.ended, ...unheard]);

	const third = await startProgram({ DATA_DIR: first.dataDir });
	const confirmed = await Promise.all([1, 2, 3].map(() => ann.say(third, 'submit', {})));
	expect(confirmed.map(({ body }) => body.state)).toEqual(['done', 'done', 'done']);
	const code = confirmed[0]?.body.result?.reference;
	expect(confirmed.map(({ body }) => body.result?.reference)).toEqual([code, code, code]);
	expect([...(await codesOf(staffOf(third)))]).toEqual([code]);
	expect(await bob.say(third, 'answers', { name: 'slot', value: time })).toMatchObject({ status: 422 });
});

const staffOf = ({ url }: Program) => caller({ origins: [url], key: KEY });

type Turn = { id: string; state: string; result?: { reference: string } };

/** Somebody who has answered all but the time. */
async function customerOf(program: Program) {
	const say = async (to: Program, path: string, body: object, token: string) => {
		const reply = await to.call('POST', `/api/v1${path}`, body, { authorization: `Bearer ${token}` });
		return { status: reply.status, body: (await reply.json()) as Turn };
	};
	const { token } = (await (await program.call('POST', '/api/v1/sessions', {})).json()) as { token: string };
	const { body } = await say(program, '/journeys', { service: 'book-visit', answers: ANSWERS }, token);
	return {
		say: (to: Program, verb: 'answers' | 'submit', answer: object) =>
			say(to, `/journeys/${body.id}/${verb}`, answer, token),
	};
}
