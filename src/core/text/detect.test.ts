import { expect, test } from 'vitest';
import { detectLanguage } from './detect.ts';
import { baseLang, canonicalLang } from './languages.ts';

test.each([
	['How do I return a pump that leaks?', 'en'],
	['Wie kann ich die Rechnung bezahlen?', 'de'],
	['Comment puis-je annuler ma commande ?', 'fr'],
	['¿Cómo puedo cambiar la dirección?', 'es'],
	['如何申请退款', 'zh-Hans'],
	['如何申請退款', 'zh-Hant'],
	['Tôi muốn đổi địa chỉ giao hàng', 'vi'],
	['toi muon doi dia chi giao hang', 'vi'],
	['ขอเปลี่ยนที่อยู่จัดส่ง', 'th'],
	['注文をキャンセルしたい', 'ja'],
	['환불은 어떻게 받나요', 'ko'],
	['Как вернуть товар', 'ru'],
	['ปั๊ม KA-200 ขึ้น error', 'th'],
	['KA-200 显示 E-47 怎么办', 'zh-Hans'],
])('%s is %s', (text, lang) => {
	expect(detectLanguage(text).lang).toBe(lang);
});

test.each(['', '12345', '👍', '\ud800', '---'])('nothing is known about %j', (text) => {
	expect(detectLanguage(text)).toEqual({ lang: 'und', confidence: 0 });
});

test('a bare name is not told with confidence', () => {
	expect(detectLanguage('Kestrel').confidence).toBeLessThan(0.5);
});

test.each([
	['zh', 'zh-Hans'],
	['ZH_cn', 'zh-Hans'],
	['zh-TW', 'zh-Hant'],
	['zh-hk', 'zh-Hant'],
	['zh-Hant-TW', 'zh-Hant'],
	['EN-us', 'en-US'],
	['vi', 'vi'],
	['not a tag', 'und'],
	['', 'und'],
])('the tag %s becomes %s', (tag, canonical) => {
	expect(canonicalLang(tag)).toBe(canonical);
});

test('the base language has neither script nor region', () => {
	expect(['zh-Hant', 'en-US', 'th'].map(baseLang)).toEqual(['zh', 'en', 'th']);
});
