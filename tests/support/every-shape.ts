// Loaded before the program: it then has a service whose questions take every shape, and one that leads on from it.
import { SERVICES } from '../../src/parts.ts';
import { choice, consent, many, rating, yesNo } from '#journeys/fields/choice.ts';
import { date } from '#journeys/fields/date.ts';
import { email } from '#journeys/fields/email.ts';
import { file } from '#journeys/fields/file.ts';
import { number } from '#journeys/fields/number.ts';
import { place } from '#journeys/fields/place.ts';
import { signature } from '#journeys/fields/signature.ts';
import { slot } from '#journeys/fields/slot.ts';
import { longText, text } from '#journeys/fields/text.ts';
import { service } from '#journeys/service.ts';

const HOUR_MS = 3_600_000;
const zone = 'Asia/Bangkok';

/** Eight o'clock to four, on the ten days from tomorrow. */
async function free() {
	const morning = new Date(`${new Date(Date.now() + 24 * HOUR_MS).toISOString().slice(0, 10)}T01:00:00Z`);
	return Array.from({ length: 40 }, (_, i) => {
		const from = new Date(morning.getTime() + Math.floor(i / 4) * 24 * HOUR_MS + (i % 4) * 2 * HOUR_MS);
		const until = new Date(from.getTime() + 2 * HOUR_MS);
		return { value: from.toISOString(), from: from.toISOString(), until: until.toISOString(), zone };
	});
}

const GAS = [
	{ value: 'air', label: { text: 'Air' }, hint: { text: 'As it is around us' } },
	{ value: 'nitrogen', label: { text: 'Nitrogen' } },
	{ value: 'oxygen', label: { text: 'Oxygen' } },
];

const everyShape = service('every-shape', {
	title: { en: 'Inspect a machine' },
	summary: { en: 'Tell us about the machine, and somebody looks at it.' },
	confirm: { en: 'Order the inspection' },
})
	.tell(() => [{ kind: 'text', text: 'Have the plate of the machine at hand.' }])
	.ask('model', text({ en: 'Which model is it?' }, { hint: { en: 'It stands on the plate.' }, example: 'K 5' }))
	.ask('gas', choice({ en: 'Which gas does it press?' }, GAS))
	.ask(
		'parts',
		many({ en: 'Which parts worry you?' }, [...GAS, { value: 'belt', label: { text: 'Belt' } }], { most: 2 }),
	)
	.ask('bought', date({ en: 'When was it bought?' }, { past: true }))
	.ask('site', place({ en: 'Where does it stand?' }))
	.ask('slot', slot({ en: 'When may we come?' }, free))
	.ask('photos', file({ en: 'Photos of the plate' }, { most: 3 }))
	.askMaybe('email', email({ en: 'Where shall we write?' }))
	.askMaybe('note', longText({ en: 'Anything else?' }))
	.ask('stars', rating({ en: 'How content are you with it?' }))
	.ask('people', number({ en: 'How many work with it?' }, { least: 1, most: 50 }))
	.ask('terms', consent({ en: 'May we open the machine?' }))
	.ask('signed', signature({ en: 'Please sign' }))
	.receipt(async ({ answers }) => [{ label: 'Price', value: answers.gas === 'air' ? 'Free' : '120.00 EUR' }])
	.undoWithin(10, async () => {})
	.act(async ({ answers }) => ({
		text: 'The inspection is ordered.',
		reference: 'IN-4711',
		lines: [{ label: 'Model', value: answers.model }],
		links: [{ url: '/en', text: 'How to get ready' }],
		next: { service: 'leads-on', answers: { model: answers.model } },
	}));

const leadsOn = service('leads-on', { title: { en: 'Order parts' }, summary: { en: 'Belts and filters by mail.' } })
	.ask('model', text({ en: 'For which model?' }))
	.ask('express', yesNo({ en: 'In a hurry?' }))
	.act(async ({ answers }) => ({ text: `Parts for ${answers.model} are on their way.` }));

const forKnown = service('for-known', {
	title: { en: 'See my bills' },
	summary: { en: 'Only for whom we know.' },
	audience: 'verified',
})
	.ask('year', number({ en: 'Of which year?' }, { least: 2_000, most: 2_100 }))
	.act(async () => ({ text: 'Here they are.' }));

const notNow = service('not-now', { title: { en: 'Rent a machine' }, summary: { en: 'By the week.' } })
	.eligible(async () => ({ code: 'none', words: { en: 'All machines are out at the moment.' } }))
	.act(async () => ({ text: '' }));

const registered = SERVICES as Map<string, typeof everyShape>;
for (const one of [everyShape, leadsOn, forKnown, notNow]) registered.set(one.id, one);
