import { expect, test } from 'vitest';
import { besidesWish } from './besides-wish.ts';
import { phrases } from './phrases.fixture.ts';

test.each([
	['I want to talk to a person, ours is leaking', 'ours is leaking'],
	['My KA 11 leaks oil and I need to talk to someone', 'My KA 11 leaks oil'],
	['Let me speak to an agent about my invoice 4711!', 'about my invoice 4711!'],
	['转人工，机器漏油了', '机器漏油了'],
	['我要找真人客服，空壓機漏油', '空壓機漏油'],
	['我想找人工客服，因为发票开错了', '因为发票开错了'],
	['Cho tôi gặp nhân viên, máy nhà tôi bị chảy dầu ra sàn', 'máy nhà tôi bị chảy dầu ra sàn'],
	['cho mình gặp nhân viên vì máy kêu to quá', 'vì máy kêu to quá'],
	['ขอคุยกับเจ้าหน้าที่ค่ะ เครื่องของเราน้ำมันรั่ว', 'เครื่องของเราน้ำมันรั่ว'],
	['ขอคุยกับเจ้าหน้าที่เรื่องใบแจ้งหนี้ค่ะ', 'เรื่องใบแจ้งหนี้ค่ะ'],
	['The pressure falls. Why?', 'The pressure falls. Why?'],
])('“%s” is about: %s', (text, about) => {
	expect(besidesWish(text)).toBe(about);
});

test.each([
	'hello',
	"this isn't helping, get me a human",
	'Talk to a human. Now!',
	'ขอ คุย กับ เจ้าหน้าที่',
	'bot không hiểu, cho gặp người đi',
])('“%s” is about nothing yet', (text) => {
	expect(besidesWish(text)).toBe('');
});

test('who wants nothing but a person is nearly always understood', async () => {
	for (const all of (await phrases()).values()) {
		const wishes = all.filter(({ wants, text }) => wants && besidesWish(text) !== '');
		expect(wishes.length / all.length, wishes.map(({ text }) => text).join('\n')).toBeLessThan(0.04);
	}
});
