import { expect, test } from 'vitest';
import { readNdjson } from './ndjson.ts';
import type { ReadItem } from './read-item.ts';

const GOOD = JSON.stringify({ external_id: 'reset', lang: 'th', title: 'รีเซ็ตเครื่อง', body: 'กดปุ่ม **RESET** ค้างไว้' });

async function read(...chunks: (string | Uint8Array)[]): Promise<ReadItem[]> {
	return Array.fromAsync(readNdjson(streamOf(chunks)));
}

async function* streamOf(chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
	for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

function codes(items: ReadItem[]): (string | number)[][] {
	return items.map((item) => [item.line, item.error?.code ?? 'ok']);
}

test('each line is an article, in whatever chunks it arrives', async () => {
	const bytes = Buffer.from(`\ufeff${GOOD}\r\n\n${GOOD}`);
	const items = await read(...Array.from(bytes, (byte) => Uint8Array.of(byte)));
	expect(codes(items)).toEqual([
		[1, 'ok'],
		[3, 'ok'],
	]);
	expect(items[0]?.item).toEqual({
		external_id: 'reset',
		lang: 'th',
		title: 'รีเซ็ตเครื่อง',
		body: 'กดปุ่ม **RESET** ค้างไว้',
		status: 'published',
	});
});

test('a broken line fails alone and is named', async () => {
	const broken = Buffer.concat([Buffer.from('{"title":"'), Buffer.of(0xff, 0xfe), Buffer.from('"}\n')]);
	const items = await read(broken, '{"external_id": nope}\n', '[1]\n', `${GOOD}\n`);
	expect(codes(items)).toEqual([
		[1, 'invalid_utf8'],
		[2, 'invalid_json'],
		[3, 'invalid_json'],
		[4, 'ok'],
	]);
});

test('what is wrong with an article is said by field', async () => {
	const lines = [
		{ external_id: 'a', lang: 'en', body: '' },
		{ external_id: 'a', lang: 'en', title: 'x'.repeat(301), body: 'x' },
		{ external_id: 'a', lang: 'english!', title: 'x', body: 'x' },
		{ external_id: 'a', lang: 'en', title: 'x', body: 'ก'.repeat(400_000) },
		{ external_id: 'a', lang: 'en', title: 'x', body: 'x', questions: ['y'.repeat(1_001)] },
		{ external_id: 'a', lang: 'en', title: 'x', body: 'x', questions: Array.from({ length: 501 }, () => 'y') },
		{ external_id: '', lang: 'en', title: 'x', body: 'x' },
		{ external_id: 'a', lang: 'en', title: 'x', body: 'x', status: 'secret' },
		{ external_id: 'a', lang: 'ZH_cn', title: 'x', body: '' },
	];
	const items = await read(lines.map((line) => JSON.stringify(line)).join('\n'));
	expect(items.map((item) => item.error?.code ?? item.item?.lang)).toEqual([
		'title_missing',
		'title_too_long',
		'lang_invalid',
		'body_too_long',
		'questions_too_long',
		'questions_too_long',
		'external_id_missing',
		'status_invalid',
		'zh-Hans',
	]);
});

test('an import cut in the middle of a line says so and keeps what came before', async () => {
	expect(codes(await read(`${GOOD}\n`, GOOD.slice(0, 40)))).toEqual([
		[1, 'ok'],
		[2, 'cut_off'],
	]);
	async function* aborted(): AsyncGenerator<Uint8Array> {
		yield Buffer.from(`${GOOD}\n${GOOD.slice(0, 40)}`);
		throw new Error('aborted');
	}
	expect(codes(await Array.fromAsync(readNdjson(aborted())))).toEqual([
		[1, 'ok'],
		[2, 'cut_off'],
	]);
});

test('a line longer than any article does not fill the memory', async () => {
	const items = await read(...Array.from({ length: 10 }, () => 'x'.repeat(1_048_576)), '\n', GOOD);
	expect(codes(items)).toEqual([
		[1, 'line_too_long'],
		[2, 'ok'],
	]);
});
