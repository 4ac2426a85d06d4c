import { describe, expect, test } from 'vitest';
import { CODE, DICTIONARY, FOLDED, GRAM, PAIR, SINGLE, tokens } from './tokens.ts';

const terms = (text: string, lang: string) => tokens(text, { lang }).map(({ term }) => term);
const ofKind = (text: string, lang: string, kind: number) => tokens(text, { lang }).filter((token) => token.kind === kind).map(({ term }) => term); // prettier-ignore

describe('words', () => {
	test.each([
		['en', 'Refunds were delayed', ['refund', 'were', 'delay']],
		['en', "Don't touch the café's valve", ['don', 'touch', 'the', 'cafe', 'valv']],
		['de', 'Häuser und Straßen', ['haus', 'und', 'strass']],
		['fr', 'Les remboursements', ['le', 'rembours']],
		['ru', 'возвраты', ['возврат']],
		['en', 'ＲＥＦＵＮＤ　ｎｏｗ', ['refund', 'now']],
		['ko', '환불', ['환', '불', '환불']],
	])('of %s are folded and stemmed: %s', (lang, text, expected) => {
		expect(terms(text, lang).toSorted()).toEqual(expected.toSorted());
	});

	test('one word has one position, whatever is read from it', () => {
		expect(tokens('đổi trả', { lang: 'vi' }).map(({ position }) => position)).toEqual([0, 0, 1, 1, 1]);
	});
});

describe('codes', () => {
	test.each([
		['E-47', ['e47', '47']],
		['10bar', ['10bar', '10', 'bar']],
		['wi-fi', ['wifi', 'wi', 'fi']],
		['SN12-8841', ['sn12-8841', 'sn', '12', '8841']],
		['1.5 mm', ['1.5', '1', '5', 'mm']],
	])('%s is kept whole and in parts', (code, expected) => {
		expect(terms(code, 'en')).toEqual(expected);
	});

	test('are the same with and without a hyphen', () => {
		expect(ofKind('E-47', 'en', CODE)).toEqual(ofKind('E47', 'en', CODE));
	});
});

describe('scripts without spaces', () => {
	test('Han runs become overlapping pairs and single characters', () => {
		expect(ofKind('申请价保', 'zh', GRAM)).toEqual(['申请', '请价', '价保']);
		expect(ofKind('申请价保', 'zh', SINGLE)).toEqual(['申', '请', '价', '保']);
	});

	test('traditional characters are read as simplified ones', () => {
		expect(terms('申請價保', 'zh-Hant')).toEqual(terms('申请价保', 'zh-Hans'));
	});

	test('Thai marks stay with their consonant, and dictionary words come on top', () => {
		expect(ofKind('เปลี่ยน', 'th', GRAM)).toEqual(['เป', 'ปลี่', 'ลี่ย', 'ยน']);
		expect(ofKind('ขอเปลี่ยนสินค้า', 'th', DICTIONARY)).toEqual(['เปลี่ยน', 'สินค้า']);
	});

	test('script is told per run, not per text', () => {
		expect(terms('报错 E-47 ขอ refund', 'en')).toEqual(['报', '错', '报错', 'e47', '47', 'ขอ', 'refund']);
	});

	test('characters outside the basic plane stay whole', () => {
		expect(terms('𠀀𠀁', 'zh')).toEqual(['𠀀', '𠀁', '𠀀𠀁']);
	});
});

describe('Vietnamese', () => {
	test('has terms with marks, without marks and in pairs', () => {
		expect(terms('bảo hành', 'vi')).toEqual(['bảo', '~bao', 'hành', '~hanh', '~bao_hanh']);
	});

	test('loses its marks and strokes when folded', () => {
		expect(ofKind('Đổi đường', 'vi', FOLDED)).toEqual(['~doi', '~duong']);
	});

	test.each([
		['hoà', 'hòa'],
		['thuý', 'thúy'],
		['khoẻ', 'khỏe'],
		['toà', 'tòa'],
	])('%s and %s are one word', (modern, old) => {
		expect(terms(modern, 'vi')).toEqual(terms(old, 'vi'));
	});

	test('leaves words with one spelling alone', () => {
		expect(terms('quý hoàn', 'vi')).toEqual(['quý', '~quy', 'hoàn', '~hoan', '~quy_hoan']);
	});

	test('reads composed and decomposed letters alike', () => {
		expect(terms('đổi trả'.normalize('NFD'), 'vi')).toEqual(terms('đổi trả', 'vi'));
	});

	test('makes no pair across the end of a sentence', () => {
		expect(ofKind('bảo. hành', 'vi', PAIR)).toEqual([]);
	});
});

describe('hostile input', () => {
	test.each([
		['nothing', ''],
		['white space', ' \n\t\u00a0'],
		['emoji', '👍🏽👨‍👩‍👧 🇻🇳'],
		['a lone surrogate', '\ud83d \udc4d'],
		['punctuation', "'; DROP TABLE articles; -- .*+?^${}()|[]\\".replace(/[A-Za-z]/g, '')],
	])('%s has no terms', (_, text) => {
		expect(terms(text, 'en')).toEqual([]);
	});

	test('markup and patterns are only words', () => {
		expect(terms('<script>alert("x")</script> (a+)+$', 'en')).toEqual(['script', 'alert', 'x', 'script', 'a']);
	});

	test.each(['a', '1', '价', 'ก', 'ă', '-', 'a-', '\u0301', 'a1', '𝒜'])(
		'a long run of %j is read in good time',
		(piece) => {
			const begun = performance.now();
			for (const lang of ['en', 'vi', 'th']) tokens(piece.repeat(10_000), { lang });
			expect(performance.now() - begun).toBeLessThan(2_000);
		},
	);

	test('no term is longer than 64 characters', () => {
		expect(
			Math.max(
				...terms(`${'a'.repeat(500)} ${'a1'.repeat(500)} ${'b-'.repeat(300)}b`, 'en').map(({ length }) => length),
			),
		).toBeLessThanOrEqual(64);
	});
});
