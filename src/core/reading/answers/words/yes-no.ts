import type { PhraseTables } from '../phrase-table.ts';

const YES_SIGNS = '👍|👌|✅|🆗|🙆|✔|☑|💯';
const NO_SIGNS = '👎|❌|🙅|🚫|✖';

/** `unsure` keeps an answer from being read; `polite` alone is a yes, beside others nothing. */
export const yesNo: PhraseTables = {
	en: {
		yes: `${YES_SIGNS}|yes|yeah|yep|yup|ya|yea|aye|y|ok|okay|okey|k|sure|sure thing|certainly|of course|absolutely|definitely|correct|that's correct|that's right|that is right|that is correct|right|exactly|indeed|agreed|i agree|go ahead|go for it|please do|do it|do that|sounds good|sounds great|sounds fine|looks good|that works|works for me|fine|that's fine|that is fine|fine by me|perfect|great|good|no problem|no worries|why not|i do|i am|i have|it is|it does|it has|they are|we do|true|affirmative|with pleasure|i'd love to|yes please|confirmed|alright|all right`,
		no: `${NO_SIGNS}|no|nope|nah|nay|n|no thanks|no thank you|not at all|never|not now|not yet|not really|not this time|don't|dont|do not|please don't|i don't|i do not|i'm not|i am not|it isn't|it is not|it's not|it doesn't|it does not|it hasn't|i haven't|i have not|incorrect|that's wrong|that is wrong|wrong|not correct|not right|that's not right|that's not correct|false|negative|no need|not necessary|not needed|i'm good|i'm fine|rather not|i'd rather not|no way|of course not|certainly not|absolutely not|definitely not|not ok|not okay|not good`,
		unsure:
			"not sure|unsure|i'm not sure|i am not sure|don't know|dont know|i don't know|i do not know|i dont know|do not know|no idea|i have no idea|dunno|maybe|perhaps|possibly|it depends|can't say|cannot say|not certain|i don't think|no clue|idk|hard to say|yes and no|no preference|i guess|but|unless|except",
		fill: 'please|thanks|thank you|that|it|i think so|so|then|well|oh|hi|um|just|very much|pls|i think|thx|sir|madam|you can|now|and',
	},
	zh: {
		yes: `${YES_SIGNS}|是|是的|对|对的|对啊|没错|好|好的|好啊|好呀|好吧|好滴|可以|可以的|行|行的|嗯|嗯嗯|嗯好|恩|要|要的|需要|有|有的|当然|当然可以|没问题|没有问题|确定|确认|同意|愿意|正确|就这样|ok|okay|yes|得|冇问题|系|系呀|请便|麻烦了|不错|是啊|不客气请|中|成`,
		no: `${NO_SIGNS}|不|不是|不是的|不对|不要|不要了|不用|不用了|不用谢谢|不需要|不需要了|不必|不必了|不行|不可以|不好|不同意|不愿意|不想|没|没有|没有的|没|别|不了|不正确|错|错了|不确认|no|唔系|唔使|唔要|冇|拒绝|否|还没|还没有|没有了|算了不用`,
		unsure:
			'不确定|不知道|不清楚|不太清楚|不太确定|不晓得|不一定|也许|可能|看情况|说不准|不好说|随便|好不好|是不是|对不对|行不行|可不可以|要不要|有没有|唔知|还不知道|我也不知道|可能吧|或许|好像|但|但是|不过|除非',
		fill: '的|吧|啊|呀|呢|了|哦|喔|噢|请|谢谢|谢了|谢谢你|我|您|你|那|就|啦|嘛|哈|麻烦|多谢|是说',
	},
	vi: {
		yes: `${YES_SIGNS}|có|có ạ|vâng|vâng ạ|dạ|dạ vâng|dạ có|dạ đúng|ừ|ừm|uh|ờ|đúng|đúng rồi|đúng vậy|đúng thế|phải|phải rồi|chính xác|được|được rồi|được chứ|ok|oke|okie|okay|oki|đồng ý|tất nhiên|dĩ nhiên|chắc chắn|chắc chắn rồi|không vấn đề gì|không sao|không thành vấn đề|xác nhận|cần|muốn|rồi|tốt|hay đấy|yes|nhất trí|cứ làm đi|làm đi|chuẩn|đúng ạ`,
		no: `${NO_SIGNS}|không|không ạ|không phải|không đúng|không cần|không cần đâu|không muốn|không được|không có|không đồng ý|không nhé|ko|k|hông|hổng|khỏi|khỏi cần|thôi|thôi khỏi|sai|sai rồi|chưa|chưa có|chưa được|đừng|không bao giờ|no|từ chối|dạ không|dạ không ạ|dạ thôi|ko cần|k cần|không chính xác`,
		unsure:
			'không chắc|chưa chắc|không chắc lắm|không biết|tôi không biết|không rõ|chưa biết|chưa rõ|có lẽ|có thể|hình như|ko biết|k biết|ko chắc|tùy|để xem|chắc là|được không|có không|đúng không|phải không|không chắc chắn|chưa quyết định|được ko|sao cũng được|nhưng|nhưng mà|trừ khi',
		fill: 'ạ|nhé|nha|nhe|cảm ơn|cám ơn|bạn|anh|chị|em|tôi|mình|đi|vậy|thì|rồi ạ|luôn|đâu|cả|nữa|xin|đấy|đó|mà|lắm|shop',
	},
	th: {
		yes: `${YES_SIGNS}|ใช่|ใช่แล้ว|ได้|ได้เลย|ได้สิ|ตกลง|โอเค|โอเค|โอ|โอเคร|ถูก|ถูกต้อง|ถูกแล้ว|แน่นอน|ยืนยัน|เอา|เอาเลย|เอาครับ|ต้องการ|อยาก|อยากได้|มี|ดี|ดีเลย|ดีมาก|จัดไป|จัดเลย|ไม่มีปัญหา|ไม่เป็นไรได้|เห็นด้วย|ok|okay|yes|อือ|อืม|เออ|ชัวร์|สะดวก|ยินดี|จริง|เรียบร้อย|ยอมรับ`,
		no: `${NO_SIGNS}|ไม่|ไม่ใช่|ไม่ได้|ไม่เอา|ไม่ต้อง|ไม่ต้องการ|ไม่ต้องแล้ว|ไม่จำเป็น|ไม่อยาก|ไม่อยากได้|ไม่มี|ไม่ถูก|ไม่ถูกต้อง|ไม่ตกลง|ไม่ดี|ไม่สะดวก|ไม่เป็นไร|ไม่ละ|ไม่ล่ะ|ยัง|ยังไม่|ยังไม่มี|ยังไม่ได้|ผิด|ไม่เห็นด้วย|ไม่ยืนยัน|ไม่โอเค|อย่า|ปฏิเสธ|no|มะ|ไม่เลย`,
		unsure:
			'ไม่แน่ใจ|ยังไม่แน่ใจ|ไม่รู้|ไม่ทราบ|ยังไม่รู้|ยังไม่ทราบ|อาจจะ|บางที|แล้วแต่|ไม่แน่|คงจะ|ได้ไหม|ได้มั้ย|ใช่ไหม|ใช่มั้ย|มีไหม|น่าจะ|เอ่อ|ไม่ชัวร์|ไม่มั่นใจ|ดีไหม|ตกลงไหม|แต่|ยกเว้น',
		polite: 'ครับ|ค่ะ|ครับผม|คับ|จ้า|จ้ะ|ค่า',
		fill: 'คะ|นะ|นะครับ|นะคะ|ขอบคุณ|เลย|แล้ว|ผม|ฉัน|ดิฉัน|หนู|สิ|ละ|จริงๆ|มาก|อ่ะ|หรอก|ค่ะพี่|พี่',
	},
};
