import { expect, test } from 'vitest';
import { readMoney } from './read-money.ts';

const sums: [lang: string, own: string, text: string, sum: string][] = [
	['vi', 'VND', '1.500.000đ', '1500000 VND'],
	['vi', 'VND', '1,5 triệu', '1500000 VND'],
	['vi', 'VND', 'hai triệu rưỡi', '2500000 VND'],
	['vi', 'VND', '500k', '500000 VND'],
	['vi', 'VND', '1tr5', '1500000 VND'],
	['vi', 'VND', '500 nghin dong', '500000 VND'],
	['vi', 'VND', '50 đô', '5000 USD'],
	['en', 'VND', '1.500.000₫', '1500000 VND'],
	['en', 'VND', '1.500đ', '1500 VND'],
	['th', 'THB', '฿1,200', '120000 THB'],
	['th', 'THB', '1200 บาท', '120000 THB'],
	['th', 'THB', 'สองพันบาท', '200000 THB'],
	['th', 'THB', '๙๙.๕๐ บาทครับ', '9950 THB'],
	['zh', 'CNY', '3万', '3000000 CNY'],
	['zh', 'CNY', '¥88.5', '8850 CNY'],
	['zh', 'CNY', '兩千塊', '200000 CNY'],
	['zh-Hant', 'TWD', '500元', '50000 TWD'],
	['en', 'JPY', '¥500', '500 JPY'],
	['en', 'USD', '$12.50', '1250 USD'],
	['en', 'EUR', '12 USD', '1200 USD'],
	['en', 'SGD', '$8', '800 SGD'],
	['en', 'USD', 'A$5', '500 AUD'],
	['en', 'USD', 'about 20 euros please', '2000 EUR'],
	['de', 'EUR', '1.234,50 €', '123450 EUR'],
	['en', 'USD', '12.505', 'none'],
	['en', 'USD', '$5 or $6', 'none'],
	['en', 'USD', '$5 €6', 'none'],
	['en', 'USD', 'cheap', 'none'],
	['en', 'USD', '$', 'none'],
	['en', 'USD', '-5', 'none'],
	['en', 'USD', '99999999999999999999', 'none'],
];

test('a sum is read in its smallest coin, with the currency it names or the one in use', () => {
	const read = (lang: string, currency: string, text: string) => {
		const money = readMoney(text, { lang, currency });
		return money ? `${money.amount_minor} ${money.currency}` : 'none';
	};
	expect(sums.map(([lang, own, text]) => [lang, own, text, read(lang, own, text)])).toEqual(sums);
});
