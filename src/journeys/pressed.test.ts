import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access.ts';
import { startSession } from '#modules/customers/index.ts';
import { type TestApp, testApp } from '../../tests/support/app.ts';
import { beginJourney } from './begin.ts';
import { choice } from './fields/choice.ts';
import { number } from './fields/number.ts';
import { text } from './fields/text.ts';
import { openServices } from './registry.ts';
import { service } from './service.ts';
import { take } from './take.ts';
import { turnAfter } from './turn.ts';

const words = (en: string) => ({ en });
const about = { title: words('A visit'), summary: words('Somebody comes.') };
const visit = service('visit', about)
	.ask('town', choice(words('Which town?'), [{ value: 'hn', label: words('Hanoi') }]))
	.ask('people', number(words('How many people?'), { least: 1, most: 3 }))
	.askMaybe('note', text(words('Anything else?')))
	.act(async () => ({ text: 'See you' }));
const feedback = service('feedback', { ...about, confirm: words('Send it off') })
	.ask('words', text(words('How was it?')))
	.act(async () => ({ text: 'Thank you' }));

let it: TestApp;
let app: TestApp['app'];
let anna: Actor;
beforeAll(async () => {
	it = await testApp();
	app = { ...it.app, services: openServices([visit, feedback]) };
	anna = (await app.transact((tx) => startSession(tx, { channel: 'web' }))).actor;
});
afterAll(() => it.stop());

/** A dialogue in which one says things. */
async function talk(name: string, lang: string) {
	const { journey } = await app.transact((tx) => beginJourney(app, tx, anna, { service: name, lang }));
	return (input: string) =>
		app.transact(async (tx) => {
			const run = await take(app, tx, anna, { journey: journey.id, input, channel: 'chat' });
			return turnAfter(run);
		});
}

test('what is pressed is said as its button reads, in the language of the dialogue or of the page around it', async () => {
	const say = await talk('visit', 'vi');
	for (const answer of ['Hanoi', '2', 'Bỏ qua']) await say(answer);
	expect((await say('Sửa: How many people?')).ask).toMatchObject({ name: 'people', before: 2 });
	expect((await say('1')).review).toMatchObject({ confirm: 'Xác nhận' });
	expect((await say('Change: Which town?')).ask).toMatchObject({ name: 'town' });
	expect((await say('Hanoi')).review).toBeDefined();
	expect((await say('Change: Which country?')).faults['']).toMatchObject({ code: 'not_understood' });
	expect((await say('XÁC NHẬN')).journey.state).toBe('done');
});

test('a service that names its own button is confirmed by that name', async () => {
	const say = await talk('feedback', 'en');
	await say('Good');
	expect((await say('send it off')).journey.state).toBe('done');
});
