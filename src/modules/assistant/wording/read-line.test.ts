import { expect, test } from 'vitest';
import { readLine } from './read-line.ts';

const claim = { passage: '2', quote: 'within 30 days', text: 'You have 30 days.' };

test.each([
	'[2] "within 30 days" => You have 30 days.',
	'- [2] “within 30 days” → You have 30 days.',
	'1. [2]: "within 30 days" -> You have 30 days.',
	'(2) «within 30 days» => "You have 30 days."',
	'[Passage 2] "within 30 days" => **You have 30 days.**',
	'【2】「within 30 days」=> You have 30 days. [2]',
	'{"passage": 2, "quote": "within 30 days", "sentence": "You have 30 days."}',
	'{"passage": "2", "quote": "within 30 days", "sentence": "You have 30 days."},',
])('reads %s', (line) => {
	expect(readLine(line)).toEqual(claim);
});

test.each(['NONE', '', '```', 'Sure, here is the answer:', '[2] You have 30 days.', '{"passage": 2}', '<html><body>'])(
	'takes %s for no sentence',
	(line) => {
		expect(readLine(line)).toBeUndefined();
	},
);
