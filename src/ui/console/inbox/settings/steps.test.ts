import { expect, test } from 'vitest';
import { macroStep } from '#modules/inbox/index.ts';
import { draftOf, freshStep, isWhole, STEP_LABELS, type StepKind, stepOf } from './steps.ts';

const ID = '01a202dd-c3dd-75f1-a146-3ad88bd19375';
const STEPS = [
	{ kind: 'reply', text: 'Hello' },
	{ kind: 'canned_reply', canned_reply_id: ID },
	{ kind: 'note', text: 'Ask Ann' },
	{ kind: 'tag', tag_id: ID },
	{ kind: 'untag', tag_id: ID },
	{ kind: 'assign', member_id: null },
	{ kind: 'team', team_id: ID },
	{ kind: 'snooze', minutes: 90 },
	{ kind: 'close' },
	{ kind: 'return', note: 'Over to you' },
	{ kind: 'link', type: 'sales_order', ref: '7', label: 'Order 7', url: 'https://shop.example/7' },
	{ kind: 'link', type: 'record', ref: 'Order 8', label: 'Order 8' },
] as const;

test('a macro that is opened and saved in the settings does the same as before, whatever its steps', () => {
	expect(new Set(STEPS.map(({ kind }) => kind))).toEqual(new Set(Object.keys(STEP_LABELS) as StepKind[]));
	expect(STEPS.map((step) => macroStep.parse(stepOf(draftOf(step))))).toEqual(STEPS);
	expect(STEPS.every((step) => isWhole(draftOf(step)))).toBe(true);
});

test('a record needs a name, and goes by it where it has no number', () => {
	const link = { ...freshStep(), kind: 'link' as const };
	expect(isWhole(link)).toBe(false);
	const named = { ...link, record: { ...link.record, label: 'Order 9' } };
	expect(macroStep.parse(stepOf(named))).toMatchObject({ type: 'record', label: 'Order 9', ref: 'Order 9' });
});
