import { expect, test } from 'vitest';
import { KINDS } from '#app';
import { TEXTS } from '#core/i18n/texts.ts';
import { sayWith } from '../words.ts';
import { ABOUT, eventKey, eventSentence } from './event-sentence.ts';

test('every kind of event can be told in words', () => {
	expect([...KINDS.keys()].filter((name) => !(eventKey(name) in TEXTS.en))).toEqual([]);
});

test('the words hold what the event tells, in the language of the page', () => {
	const payload = { from: 'editor', to: 'owner' };
	const fact = { name: 'member.role_changed', payload, subject: 'Kim' };
	expect(eventSentence(sayWith('en', TEXTS.en), fact)).toBe('changed the role of Kim from editor to owner');
	expect(eventSentence(sayWith('zh-Hans', TEXTS['zh-Hans']), fact)).toBe('将 Kim 的角色由 编辑 改为 所有者');
});

test('what the log can be narrowed to are things that events are about', () => {
	const known = new Set([...KINDS.keys()].map((name) => name.split('.')[0]));
	expect(ABOUT.filter((about) => !known.has(about))).toEqual([]);
});
