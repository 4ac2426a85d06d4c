import { expect, test } from 'vitest';
import { UI_LANGS } from '#core/i18n/say.ts';
import { sayer } from '#core/i18n/texts.ts';
import type { Settings } from '#core/settings.ts';
import { render } from './render.ts';

const settings: Settings = {
	load: async () => {},
	isPinned: () => false,
	get: (kind) =>
		((({ brand_name: 'Kestrel & Air', brand_colour: '#ffd400' }) as Record<string, unknown>)[
			kind.key
		] as typeof kind.fallback) ?? kind.fallback,
};
const parts = { settings, say: sayer(settings) };

const opened = {
	reference: 'KA-7',
	subject: 'Loud',
	message: '<img src=x onerror=alert(1)>\n\n"quoted" & more',
	customer_lang: 'vi',
	asked: ['Why is it loud?'],
	seen: [{ title: '<b>Noise</b>', url: 'javascript:alert(1)' }],
	url: 'https://kestrel.example/api/v1/conversations/7?a=1&b="2"',
};

test.each(UI_LANGS)('in %s nothing typed becomes markup, and nothing is loaded from elsewhere', (lang) => {
	const { html, text } = render(parts, 'conversation_opened', opened, lang);
	expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;<br><br>&quot;quoted&quot; &amp; more');
	expect(html).not.toMatch(/<img|<script|javascript:|src=["']|url\(|<link/);
	expect(html).toContain('href="https://kestrel.example/api/v1/conversations/7?a=1&amp;b=&quot;2&quot;"');
	expect(html).toContain('Kestrel &amp; Air');
	expect(text).toContain('> <img src=x onerror=alert(1)>\n> \n> "quoted" & more');
	expect(html).not.toMatch(/[{}]\w+\}|undefined/);
});

test('the ink on the button follows the owner’s colour', () => {
	expect(render(parts, 'conversation_opened', opened, 'en').html).toContain('background:#ffd400;color:#000000');
});

test('without an address the mail says so instead of offering a reply', () => {
	const { reply_to, text } = render(parts, 'conversation_opened', opened, 'en');
	expect(text).toContain('Language: Vietnamese');
	expect(reply_to).toBeUndefined();
	expect(text).toContain('left no address');
});

test('a subject stays one line of bearable length', () => {
	const { subject } = render(
		parts,
		'conversation_opened',
		{ ...opened, subject: `a\r\nb\u0000${'空'.repeat(500)}` },
		'en',
	);
	expect(subject).toMatch(/^New question \(KA-7\): a b 空+…$/);
	expect([...subject]).toHaveLength(150);
});

test('args of another shape are an error, not half a mail', () => {
	expect(() => render(parts, 'conversation_received', { reference: 1 }, 'en')).toThrow();
	expect(() => render(parts, 'no_such_template', {}, 'en')).toThrow('no template no_such_template');
});
