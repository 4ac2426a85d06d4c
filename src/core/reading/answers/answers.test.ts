import { expect, test } from 'vitest';
import { readCommand } from './read-command.ts';
import { readOrdinal } from './read-ordinal.ts';
import { readYesNo } from './read-yes-no.ts';

const answers: Record<string, { yes: string; no: string; neither: string }> = {
	en: {
		yes: "yes|Yes please|yeah|yep|sure, go ahead|OK|of course|that's right|sounds good|no problem|go for it|👍|👍🏽|✅|yes, the heating is broken|ｙｅｓ",
		no: 'no|nope|No, thanks|not now|no thank you|not yet|👎|no need|I do not|not really',
		neither:
			"not sure|I'm not sure|don't know|I don't know|maybe|it depends|yes and no|no idea|noon|yesterday|the blue one||I have a question|yes, but not today|no, wait, yes",
	},
	'zh-Hans': {
		yes: '是|是的|好|好的|可以|对|没问题|行|嗯|当然|确认|要的|好的，谢谢|ok',
		no: '不|不是|不用了|不要|不行|没有|不需要|不用，谢谢|不对',
		neither: '不确定|不知道|不清楚|也许|看情况|蓝色的|明天',
	},
	'zh-Hant': {
		yes: '是|對|好的|可以|沒問題|當然|沒錯|確認',
		no: '不是|不用了|不要|沒有|不需要|不對|還沒',
		neither: '不確定|不知道|也許|藍色的',
	},
	vi: {
		yes: 'có|vâng|dạ|đúng|đúng rồi|được|đồng ý|ok|vâng ạ|dạ đúng rồi ạ|chắc chắn rồi|không vấn đề gì|co|dung roi|dong y|có, máy bị hỏng',
		no: 'không|không cần|không ạ|không phải|chưa|thôi|ko|khong|khong can|không cần đâu ạ|không, cảm ơn',
		neither:
			'không chắc|không biết|chưa biết|có lẽ|không rõ|khong biet|cái màu xanh|ok, không chắc|có, nhưng không phải hôm nay',
	},
	th: {
		yes: 'ใช่|ใช่ครับ|ได้ครับ|ได้ค่ะ|ตกลง|โอเค|ครับ|ค่ะ|ถูกต้อง|แน่นอน|ยืนยัน|เอาครับ',
		no: 'ไม่|ไม่ใช่|ไม่เอา|ไม่ต้องครับ|ไม่ได้ค่ะ|ไม่มี|ยังไม่ได้|ไม่เป็นไร',
		neither: 'ไม่แน่ใจ|ไม่รู้|ไม่ทราบครับ|อาจจะ|แล้วแต่|อันสีฟ้า',
	},
};

test('yes and no are told apart, and from what is neither', () => {
	const wrong = Object.entries(answers).flatMap(([lang, { yes, no, neither }]) => [
		...yes.split('|').filter((text) => readYesNo(text, { lang }) !== 'yes'),
		...no.split('|').filter((text) => readYesNo(text, { lang }) !== 'no'),
		...neither.split('|').filter((text) => readYesNo(text, { lang }) !== undefined),
	]);
	expect(wrong).toEqual([]);
});

const places: [lang: string, text: string, index: number | undefined][] = [
	['en', '1', 0],
	['en', '(2)', 1],
	['en', '#3', 2],
	['en', '2️⃣', 1],
	['en', '2nd', 1],
	['en', 'the second one', 1],
	['en', 'option two please', 1],
	['en', 'the last one', 2],
	['en', 'second to last', 1],
	['en', 'one', 0],
	['en', '4', undefined],
	['en', '0', undefined],
	['en', '1 or 2', undefined],
	['en', '2:30', undefined],
	['en', 'the blue one', undefined],
	['zh', '第二个', 1],
	['zh', '第二個', 1],
	['zh', '选3', 2],
	['zh', '最后一个', 2],
	['zh', '第一', 0],
	['zh', '二', 1],
	['zh', '第五个', undefined],
	['zh', '蓝色的', undefined],
	['vi', 'cái thứ hai', 1],
	['vi', 'thứ nhất', 0],
	['vi', 'số 2', 1],
	['vi', 'cai thu ba', 2],
	['vi', 'cái cuối cùng', 2],
	['vi', 'đầu tiên', 0],
	['vi', 'lựa chọn 2 ạ', 1],
	['vi', 'the first', 0],
	['vi', 'cái màu xanh', undefined],
	['th', 'อันที่สอง', 1],
	['th', 'ข้อ 2', 1],
	['th', 'ข้อ ๒ ครับ', 1],
	['th', 'ตัวเลือก 3', 2],
	['th', 'อันแรก', 0],
	['th', 'อันสุดท้าย', 2],
	['th', 'ข้อ 9', undefined],
	['th', 'อันสีฟ้า', undefined],
];

test('the option meant is read by its place, if there is one there', () => {
	expect(places.map(([lang, text]) => [lang, text, readOrdinal(text, { lang, count: 3 })])).toEqual(places);
});

const steering: Record<string, Record<string, string>> = {
	en: {
		back: 'back|go back please|previous',
		skip: 'skip|skip this one',
		stop: 'never mind|cancel|stop|forget it',
		restart: 'start over|restart please',
		repeat: 'repeat that|say that again please',
		confirm: 'confirm|submit',
		menu: 'menu|main menu',
		none: 'cancel my order|back pain|I want to confirm my address first|skip to my problem with the invoice|the menu button is broken|hello',
	},
	'zh-Hans': {
		back: '上一步|返回',
		skip: '跳过|请跳过',
		stop: '取消|算了|不办了',
		restart: '重新开始|从头开始',
		repeat: '再说一遍',
		confirm: '确认|提交',
		menu: '菜单|主菜单',
		none: '取消我的订单|你好|蓝色的',
	},
	'zh-Hant': {
		back: '上一步',
		skip: '跳過',
		stop: '取消|算了',
		restart: '重新開始',
		confirm: '確認',
		menu: '選單',
		none: '取消訂單',
	},
	vi: {
		back: 'quay lại|quay lai|quay lại bước trước ạ',
		skip: 'bỏ qua|bo qua',
		stop: 'hủy|huỷ bỏ|huy bo|thôi bỏ đi',
		restart: 'làm lại từ đầu|bắt đầu lại',
		repeat: 'nhắc lại|nói lại đi',
		confirm: 'xác nhận|xac nhan',
		menu: 'menu|trang chủ',
		none: 'hủy đơn hàng của tôi|xin chào|cái màu xanh',
	},
	th: {
		back: 'ย้อนกลับ|ย้อนกลับครับ',
		skip: 'ข้าม|ขอข้าม',
		stop: 'ยกเลิก|ยกเลิกค่ะ',
		restart: 'เริ่มใหม่',
		repeat: 'พูดอีกครั้ง',
		confirm: 'ยืนยัน',
		menu: 'เมนู|เมนูหลัก',
		none: 'ยกเลิกคำสั่งซื้อ|สวัสดี',
	},
};

test('a whole message may steer the dialogue, part of one never does', () => {
	const wrong = Object.entries(steering).flatMap(([lang, commands]) =>
		Object.entries(commands).flatMap(([command, texts]) =>
			texts.split('|').filter((text) => (readCommand(text, { lang }) ?? 'none') !== command),
		),
	);
	expect(wrong).toEqual([]);
});

test('long and hostile messages are no short answers, and are soon seen not to be', () => {
	const start = performance.now();
	for (const text of ['yes '.repeat(2_500), '不'.repeat(10_000), '1'.repeat(10_000), '👍'.repeat(5_000)])
		for (const lang of ['en', 'zh', 'vi', 'th']) {
			readOrdinal(text, { lang, count: 3 });
			readCommand(text, { lang });
			expect(readYesNo(text, { lang })).toBeUndefined();
		}
	expect(performance.now() - start).toBeLessThan(1_000);
});
