import { expect, test } from 'vitest';
import { readEmail } from './read-email.ts';
import { readPhone } from './read-phone.ts';

test('a phone number is read as one that can be dialled from anywhere', () => {
	const read = (text: string, country: string) => readPhone(text, { country });
	expect(read('090 123 4567', 'VN')).toBe('+84901234567');
	expect(read('my number is 081-234-5678', 'th')).toBe('+66812345678');
	expect(read('๐๘๑ ๒๓๔ ๕๖๗๘', 'TH')).toBe('+66812345678');
	expect(read('１３８００１３８０００', 'CN')).toBe('+8613800138000');
	expect(read('+49 30 901820', 'VN')).toBe('+4930901820');
	expect(read('+49 30 901820', 'nowhere')).toBe('+4930901820');
	expect(['hello', '12345', '', '5', '1'.repeat(10_000)].map((text) => read(text, 'VN'))).toEqual(
		Array(5).fill(undefined),
	);
});

test('an address is read as written or as spoken', () => {
	expect(readEmail('Anna.Lee@Example.COM.')).toBe('Anna.Lee@example.com');
	expect(readEmail('my email is anna@example.com, thanks')).toBe('anna@example.com');
	expect(readEmail('anna＠example.com')).toBe('anna@example.com');
	expect(readEmail('anna at example dot com')).toBe('anna@example.com');
	expect(readEmail('anna dot lee at example dot co dot uk')).toBe('anna.lee@example.co.uk');
	expect(readEmail('anna a còng example chấm com')).toBe('anna@example.com');
	expect(readEmail('mailto:anna@example.com')).toBe('anna@example.com');
	const none = ['a@b', 'a@b.c', 'anna', 'a@b.com or c@d.com', 'a@-b.com', '', '@example.com', '@'.repeat(10_000)];
	expect(none.map(readEmail)).toEqual(none.map(() => undefined));
});
