import type { Answers } from '#journeys/definition.ts';
import { choice, yesNo } from '#journeys/fields/choice.ts';
import { email } from '#journeys/fields/email.ts';
import { number } from '#journeys/fields/number.ts';
import { slot } from '#journeys/fields/slot.ts';
import { service } from '#journeys/service.ts';

const words = (en: string) => ({ en, th: `${en} (th)` });
/** What was really done. */
export const done: Answers[] = [];
const HOUR = 3_600_000;
const FREE = Array.from(
	{ length: 30 },
	(_, i) => Date.parse('2026-12-01T08:00:00Z') + Math.floor(i / 3) * 24 * HOUR + (i % 3) * HOUR,
);
/** Three a day, on ten days. */
export const offers = FREE.map((at) => {
	const [from = '', until = ''] = [at, at + HOUR].map((when) => new Date(when).toISOString());
	return { value: from, from, until, zone: 'UTC' };
});

export const visit = service('toy-visit', { title: words('A visit'), summary: words('Somebody comes.') })
	.ask(
		'town',
		choice(words('Which town?'), [
			{ value: 'hn', label: words('Hanoi') },
			{ value: 'bkk', label: words('Bangkok') },
		]),
	)
	.ask('people', number(words('How many people?'), { least: 1, most: 3 }))
	.ask(
		'slot',
		slot(words('When?'), async () => offers),
	)
	.ask('remind', yesNo(words('Remind you?')))
	.askWhen(({ remind }) => remind, 'email', email(words('Where to write?')))
	.undoWithin(10, async () => void done.pop())
	.act(async ({ answers }) => {
		done.push(answers);
		return { text: `See you in ${answers.town}`, reference: 'V-1' };
	});
/** Only for who has proved who they are. */
export const secret = service('toy-secret', {
	title: words('A secret'),
	summary: words('For you alone.'),
	audience: 'verified',
})
	.ask('sure', yesNo(words('Sure?')))
	.act(async () => ({ text: 'Told' }));
