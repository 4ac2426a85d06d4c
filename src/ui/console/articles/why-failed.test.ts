import { expect, test } from 'vitest';
import { TEXTS } from '#core/i18n/texts.ts';
import { sayWith } from '../../words.ts';
import { whyEnded, whyFailed } from './why-failed.ts';

const english = sayWith('en', TEXTS.en);
const vietnamese = sayWith('vi', TEXTS.vi);
const detail = 'As the API says it.';

test('why an item was not imported is told in the language of the page, and in the API’s words only where it is new', () => {
	const why = (code: string) => whyFailed(vietnamese, { code, detail });
	expect(why('invalid_utf8')).toBe('Văn bản không ở dạng UTF-8.');
	expect(why('title_missing')).toBe('Không có chữ nào trong đó.');
	expect(whyFailed(english, { code: 'checked_at_invalid', detail })).toBe('checked_at is not as it should be.');
	expect(why('external_id_too_long')).toBe('external_id quá dài.');
	expect(why('never_heard_of')).toBe(detail);
});

test('so is what ended all of it', () => {
	expect(whyEnded(vietnamese, 'disk_full')).toBe('Không còn chỗ để lưu tệp.');
	expect(whyEnded(english, 'internal')).toBe('Something went wrong on our side.');
});
