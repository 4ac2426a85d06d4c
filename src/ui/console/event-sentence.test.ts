import { expect, test } from 'vitest';
import { KINDS } from '#app';
import { UI_LANGS } from '#core/i18n/say.ts';
import { TEXTS } from '#core/i18n/texts.ts';
import { sayWith } from '../words.ts';
import { ABOUT, eventKey, eventSentence } from './event-sentence.ts';

test('every kind of event can be told in words', () => {
	expect([...KINDS.keys()].filter((name) => !(eventKey(name) in TEXTS.en))).toEqual([]);
});

test('the words hold what the event tells, in the language of the page', () => {
	const payload = { from: 'editor', to: 'owner' };
	const fact = { name: 'member.role_changed', payload, subject: 'Kim' };
	expect(eventSentence(sayWith('en', TEXTS.en), 'en', fact)).toBe('changed the role of Kim from editor to owner');
	expect(eventSentence(sayWith('zh-Hans', TEXTS['zh-Hans']), 'zh-Hans', fact)).toBe('将 Kim 的角色由 编辑 改为 所有者');
});

test('what the log can be narrowed to are things that events are about', () => {
	const known = new Set([...KINDS.keys()].map((name) => name.split('.')[0]));
	expect(ABOUT.filter((about) => !known.has(about))).toEqual([]);
});

test.each(UI_LANGS)('what happens in a conversation is told without codes, in %s', (lang) => {
	const say = sayWith(lang, TEXTS[lang]);
	const payload = {
		until: '2026-11-24T02:00:00.000Z',
		type: 'sales_order',
		how: 'by_rule',
		field: 'serial_no',
		reason: 'not_sure',
	};
	const told = [...KINDS.keys()]
		.filter((name) => /^(conversation|question|promise|customer)\./.test(name))
		.flatMap((name) =>
			[undefined, 'note', 'notice'].map((kind) => eventSentence(say, lang, { name, payload: { ...payload, kind } })),
		);
	expect(told.length).toBeGreaterThan(60);
	expect(told.filter((sentence) => /[a-z]_[a-z]|event_|\d{4}-\d\d-\d\dT/.test(sentence))).toEqual([]);
	expect(new Set(told).size).toBeGreaterThan(30);
});
