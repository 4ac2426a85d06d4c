import type { Language } from '../../language.ts';

/** Places count from 1, or from -1 at the end. Plain numbers need no words here. */
type Ordinals = { places: Record<string, number>; fill: string };

export const ordinals: Record<Language, Ordinals> = {
	en: {
		places: {
			'first|first one|the first one|first option|top one|the top one|top': 1,
			'second|second one|second option': 2,
			'third|third one|third option': 3,
			'fourth|fourth one|fourth option': 4,
			'fifth|fifth one|fifth option': 5,
			'sixth|sixth one|sixth option': 6,
			'seventh|seventh one': 7,
			'eighth|eighth one': 8,
			'ninth|ninth one': 9,
			'tenth|tenth one': 10,
			'last|last one|the last one|last option|final one|bottom one|the bottom one': -1,
			'second to last|second last|last but one|next to last|second to last one': -2,
		},
		fill: "the|option|number|no.|nr|nr.|choice|answer|item|please|pls|i'll take|i take|i'd like|i want|take|pick|choose|thanks|i choose|let's take|let's go with|go with|i'd go with|that is|option number|1st one|2nd one|in the list",
	},
	zh: {
		places: {
			'头一个|首个|第一': 1,
			'最后|最后一个|最后一项|最后那个|最末|末尾那个': -1,
			'倒数第二|倒数第二个': -2,
			倒数第三个: -3,
		},
		fill: '第|个|项|条|选|选项|号|我选|我要|要|选择|请|吧|那个|的|位|种|谢谢|就|答案|款| ',
	},
	vi: {
		places: {
			'đầu tiên|thứ nhất|cái đầu|cái đầu tiên|nhất': 1,
			'thứ nhì|nhì': 2,
			'cuối|cuối cùng|cái cuối|cái cuối cùng|sau cùng': -1,
			'áp chót|kế cuối': -2,
		},
		fill: 'cái|thứ|số|lựa chọn|phương án|mục|ô|chọn|tôi chọn|em chọn|mình chọn|lấy|tôi lấy|em lấy|ạ|nhé|nha|đi|câu|đáp án|cho em|cho tôi|lựa chọn số|dòng|loại|gói|người|trong danh sách',
	},
	th: {
		places: {
			'แรก|อันแรก|ข้อแรก|ตัวแรก|ตัวเลือกแรก|แรกสุด': 1,
			'สุดท้าย|อันสุดท้าย|ข้อสุดท้าย|ตัวสุดท้าย|ตัวเลือกสุดท้าย|ท้ายสุด': -1,
			รองสุดท้าย: -2,
		},
		fill: 'ที่|อัน|อันที่|ข้อ|ข้อที่|ตัวเลือก|ตัวเลือกที่|ตัว|ตัวที่|หมายเลข|เบอร์|เลือก|เอา|ขอ|ครับ|ค่ะ|คะ|นะ|รายการ|รายการที่|ลำดับ|ลำดับที่|คนที่|แบบ|แบบที่|เลือกข้อ| ',
	},
};
