import { expect, test } from 'vitest';
import { problem } from '#core/errors.ts';
import { refusal, textOf } from './fields.ts';

const formWith = (value: string | Blob) => {
	const form = new FormData();
	form.set('text', value);
	return form;
};

test('a field is read as people typed it, without what cannot be kept', () => {
	expect(textOf(formWith('  a\r\nb\u0000 '), 'text')).toBe('a\nb');
	expect(textOf(formWith(new Blob(['x'])), 'text')).toBe('');
	expect(textOf(new FormData(), 'text')).toBe('');
});

test('what passes, or can be mended, comes back beside the form', () => {
	expect(refusal(problem('too_many_requests'))).toEqual({ status: 429, message: 'site_error_too_many' });
	expect(refusal(problem('index_building'))).toEqual({ status: 503, message: 'site_trouble_building_text' });
	expect(refusal(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })).message).toBe('site_error_unavailable');
});

test('a bug and a thing that is not there are thrown on', () => {
	for (const error of [new TypeError('bug'), problem('not_found')]) expect(() => refusal(error)).toThrow(error);
});
