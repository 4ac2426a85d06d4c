import { expect, test } from 'vitest';
import { nextStep } from './next-step.ts';
import { nextStepSchema, type Packet } from './packet.ts';

const step = (outcome: Packet['steps'][number]['outcome'], solved: boolean | null = null) => ({
	asked: 'How do I change the oil?',
	outcome,
	solved,
	at: '2026-11-23T08:00:00.000Z',
});
const nothing = {
	goal: 'Changing the oil',
	note: '',
	customer: { id: 'c', name: null, assurance: 'anonymous', identities: [] },
	articles: [],
	steps: [],
	stopped_by: 'asked',
} satisfies Parameters<typeof nextStep>[0];
const rejected = { id: 'a', title: 'Oil', url: '/en/articles/oil', result: 'rejected' as const };
const written = { ...nothing.customer, identities: [{ kind: 'email', value: 'lea@example.com', level: 'claimed' }] };

test('what to do next follows from what happened, and each of it can come about', () => {
	const told = {
		ask_what: nextStep({ ...nothing, goal: '', steps: [step('answer')] }),
		reply_by_email: nextStep({ ...nothing, stopped_by: 'form', customer: written }),
		check_article: nextStep({ ...nothing, articles: [rejected], steps: [step('answer', false), step('unsure')] }),
		answer_first: nextStep({ ...nothing, stopped_by: 'form' }),
		choose_reading: nextStep({ ...nothing, steps: [step('unsure'), step('choices')] }),
		check_answer: nextStep({ ...nothing, steps: [step('answer')] }),
		answer: nextStep({ ...nothing, steps: [step('unsure')] }),
	};
	expect(nextStep({ ...nothing, note: 'It drips on the floor', steps: [step('choices')] })).toBe('answer');
	expect(Object.keys(told).toSorted()).toEqual(nextStepSchema.options.toSorted());
	for (const [wanted, is] of Object.entries(told)) expect(is).toBe(wanted);
});
