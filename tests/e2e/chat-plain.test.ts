import { beforeAll, expect, test } from 'vitest';
import { plainBrowser } from './plain-browser.ts';
import { openSite } from './site.ts';

const site = openSite();
// The very first question waits until the assistant has read the articles: on a busy machine for longer than a page waits.
beforeAll(() => site.api('POST', '/ask', { question: 'When does my parcel arrive?', lang: 'en' }));
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

const photo = (name: string, bytes: Buffer = PIXEL) => new File([new Uint8Array(bytes)], name, { type: 'image/png' });
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';

test('without a script one writes and reads the answer on the very next page, and says how it was', async () => {
	const { open, post } = plainBrowser(site);
	const first = await open('/en/chat');
	expect(first.html).toMatch(/<form[^>]+action="\?\/say"[^>]+enctype="multipart\/form-data"/);
	const { path, html } = await post('say', { text: 'How often must I change the oil?' });
	expect(path).toMatch(/^\/en\/chat\/[\w-]+$/);
	expect(html).toContain('every 2,000 hours');
	expect((await post('rate', { question: hidden(html, 'question'), solved: 'no' })).html).toContain(
		'What was missing?',
	);
	const rated = await post('rate', { question: hidden(html, 'question'), solved: 'no', missing: 'The price' });
	expect(rated.html).toContain('Thank you. We use this');
});

test('one asks for a person, hears from them, and says whether it is settled', async () => {
	const { open, post } = plainBrowser(site);
	await open('/en/chat');
	await post('say', { text: 'My compressor hums.' });
	const { path, html } = await post('person', {});
	expect(html).toContain('This is what I pass on');
	await post('packet', { note: 'By telephone please' });
	const id = path.split('/').at(-1);
	await site.api('POST', `/conversations/${id}/messages`, { text: 'We call you at nine.' });
	const began = Date.now();
	const answered = await post('say', { text: 'Thank you.' });
	// Nobody waits for the assistant, which is silent now.
	expect(Date.now() - began).toBeLessThan(2_000);
	expect(answered.html).toContain('We call you at nine.');
	expect(await site.api('GET', `/conversations/${id}`)).toMatchObject({ packet: { note: 'By telephone please' } });
	await site.api('PUT', `/conversations/${id}/closing`);
	expect((await open(path)).html).toContain('Is it settled for you?');
	await post('feedback', { solved: 'yes' });
	expect(await site.api('GET', `/conversations/${id}`)).toMatchObject({ feedback: [{ solved: true }] });
});

test('one attaches photos by the field of the form; what is not taken is said by its name, and the words stay', async () => {
	const { open, post } = plainBrowser(site);
	const { html: empty } = await open('/en/chat');
	expect(empty).toMatch(/<noscript[^>]*>.*<input[^>]+type="file"[^>]+name="file"/s);
	const nothing = await post('say', { text: ' ', file: new File([], '') });
	expect(nothing.html).toContain('Please write something first.');
	const program = new File(['MZ\0\0'], 'tool.exe', { type: 'application/octet-stream' });
	const refused = await post('say', { text: 'Here is the plate', file: program });
	expect(refused.status).toBe(422);
	expect(refused.html).toContain('tool.exe could not be uploaded.');
	expect(refused.html).toContain('Here is the plate</textarea>');
	const sent = await post('say', { text: 'Here is the plate', file: photo('plate.png') });
	expect(sent.html).toContain('alt="Picture: plate.png"');
	const alone = await post('say', { text: '', file: photo('second.png') });
	expect(alone.html).toContain('alt="Picture: second.png"');
	const large = Buffer.concat([PIXEL, Buffer.alloc(5_000_000)]);
	expect((await post('say', { text: '', file: photo('large.png', large) })).html).toContain('large.png');
});
