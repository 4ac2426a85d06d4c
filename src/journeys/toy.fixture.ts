import type { Answers, Settled } from './definition.ts';
import { choice, consent, yesNo } from './fields/choice.ts';
import { email } from './fields/email.ts';
import { number } from './fields/number.ts';
import { slot } from './fields/slot.ts';
import { text } from './fields/text.ts';
import { serviceFromJson } from './from-json.ts';
import { refuse } from './perform.ts';
import { service } from './service.ts';

const words = (en: string) => ({ en });
/** What came of the services below, and what the world around them is like. */
export const world = {
	done: [] as Answers[],
	taken: '',
	outside: { ok: true } as Settled,
	asked: [] as string[],
};

export const offer = (from: string) => ({
	value: from,
	from,
	until: new Date(Date.parse(from) + 3_600_000).toISOString(),
	zone: 'UTC',
});
export const FREE = ['2026-11-26T09:00:00.000Z', '2026-11-26T14:00:00.000Z', '2026-11-27T09:00:00.000Z'];

export const visit = service('visit', { title: words('A visit'), summary: words('Somebody comes.'), version: 2 })
	.ask(
		'town',
		choice(words('Which town?'), [
			{ value: 'hn', label: words('Hanoi') },
			{ value: 'bkk', label: words('Bangkok'), also: ['Krung Thep'] },
		]),
	)
	.ask('people', number(words('How many people?'), { least: 1, most: 3, nouns: ['technicians'] }))
	.ask(
		'slot',
		slot(words('When?'), async ({ answers }) => (answers.town === 'hn' ? FREE : FREE.slice(1)).map(offer)),
	)
	.askMaybe('note', text(words('Anything else?')))
	.ask('remind', yesNo(words('Remind you?')))
	.askWhen(({ remind }) => remind, 'email', email(words('Where to write?')))
	.check(['town', 'people'], ({ answers: { town, people } }) =>
		town === 'bkk' && people === 3
			? { again: 'people', fault: { code: 'too_many', words: words('Two at most there.') } }
			: undefined,
	)
	.undoWithin(10, async () => void world.done.pop())
	.act(async ({ answers }) => {
		if (answers.slot.from === world.taken) throw refuse('slot', { code: 'taken', words: words('Just world.taken.') });
		world.done.push(answers);
		return { text: `See you in ${answers.town}`, reference: 'V-1' };
	});

export const refund = service('refund', { title: words('Refund'), summary: words('Money back'), reviewed: false })
	.ask('agree', consent(words('Sure?')))
	.actOutside(async () => ({ text: 'Asked for' }), {
		call: async (_, key) => {
			world.asked.push(key);
			return world.outside;
		},
		settle: async (_, settled) => ({ text: settled.ok ? 'Paid' : 'Refused' }),
	});

export const survey = serviceFromJson(
	{
		id: 'survey',
		title: { en: 'How was it?' },
		summary: { en: 'Two questions' },
		reviewed: false,
		steps: [
			{ ask: 'stars', field: { kind: 'rating', label: { en: 'How was it?' } } },
			{ tell: { en: 'We are sorry.' }, when: { not: { answer: 'stars', atLeast: 3 } } },
			{ ask: 'why', field: { kind: 'text', label: { en: 'Why?' } }, when: { not: { answer: 'stars', atLeast: 3 } } },
		],
		act: 'thank',
	},
	{ thank: async () => ({ text: 'Thank you' }) },
);

export const feedback = service('feedback', {
	title: words('Feedback'),
	summary: words('One question'),
	confirm: words('Send it off'),
})
	.ask('words', text(words('How was it?')))
	.act(async () => ({ text: 'Thank you' }));
