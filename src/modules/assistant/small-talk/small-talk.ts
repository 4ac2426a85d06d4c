import { foldMarks, normalize } from '#core/text/fold.ts';

/** What is said for its own sake. */
export type SmallTalk = 'bye' | 'thanks' | 'greeting' | 'ok';

const LONGEST = 80;
const OTHERS = /[^\p{L}\p{N}\p{M}\p{Emoji_Presentation}']+/gu;

/** Vietnamese without marks, as many type it; Chinese in simplified characters. */
const SPACED = {
	bye: 'goodbye|good bye|bye bye|bye|see you|see ya|cya|have a (?:nice|good|great|lovely) (?:day|evening|weekend|one)|good night|tam biet|hen gap lai|chao tam biet',
	thanks:
		"thank you|thanks|thank u|thankyou|thx|tks|ty|cheers|much appreciated|(?:that|this|it) (?:really )?(?:helped|helps)|that's very helpful|cam on|thank",
	greeting:
		'hello|hi|hey|hiya|good (?:morning|afternoon|evening|day)|greetings|how are you(?: doing)?|are you there|i have a question|(?:can|could) you help(?: me)?|xin chao|chao|alo|a lo|cho (?:minh|em|toi|anh|chi|tui) hoi|(?:shop|ad|admin|ban) oi|co do khong',
	ok: "okay|okey|oke|ok|okie|k|great|perfect|alright|all right|got it|understood|i see|cool|fine|super|excellent|awesome|that's (?:all|it)|da vang|vang|da|duoc roi|hieu roi|biet roi|tot qua|tuyet voi|tuyet|on roi|👍|👌",
} as const;
const UNSPACED = {
	bye: '再见|再會|拜拜|下次见|回头见|晚安|ลาก่อน|บ๊ายบาย|บ้ายบาย|บายบาย|บาย|แล้วเจอกัน|👋',
	thanks: '谢谢|多谢|非常感谢|感谢|谢了|谢啦|ขอบพระคุณ|ขอบคุณ|ขอบใจ|แต๊งกิ้ว|แต้งกิ้ว|🙏',
	greeting:
		'你好|您好|早上好|下午好|晚上好|早安|大家好|哈喽|哈啰|嗨|在吗|在不在|请问一下|想问一下|我有个问题|สวัสดีตอน(?:เช้า|บ่าย|เย็น)|สวัสดี|หวัดดี|อรุณสวัสดิ์|ฮัลโหล|ฮาโหล|ดี(?=ครับ|ค่ะ|คับ|จ้า)|ขอ?สอบถาม(?:หน่อย)?|อยู่ไหม|อยู่มั้ย|hello|hi',
	ok: '好的|好吧|好|知道了|明白了|明白|了解|收到|可以|嗯|行|没问题|太好了|不错|โอเค|เค|ได้เลย|ได้|เข้าใจแล้ว|เข้าใจ|รับทราบ|ทราบแล้ว|เยี่ยม|ดีมาก|ok|okay',
} as const;
const AROUND_SPACED =
	"there|again|everyone|all|team|guys|you|so|very|much|a lot|lots|many|for|your|the|help|answer|that|it|and|please|now|just|really|oh|ah|well|then|me|sir|madam|i'm|ban|shop|ad|admin|anh|chi|em|minh|toi|moi nguoi|a|nhe|nha|nhieu|lam|rat|da|giup do|giup|buoi sang|buoi chieu|buoi toi|roi|oi|ve";
const AROUND_UNSPACED =
	'你们|你|您|的帮助|的回答|帮助|了|啦|呀|啊|哦|吧|呢|那|很|非常|太|朋友|客服|ครับผม|ครับ|คับ|ค่ะ|คะ|จ้า|จ้ะ|นะ|มาก|ๆ|เลย|ที่ช่วย(?:เหลือ)?|แอดมิน|ทีมงาน|หน่อย|ผม|แล้ว';

const spaced = (words: string): RegExp =>
	new RegExp(`(?<![\\p{L}\\p{N}\\p{M}'])(?:${words})(?![\\p{L}\\p{N}\\p{M}'])`, 'gu');
const unspaced = (words: string): RegExp => new RegExp(words, 'gu');

type Way = { kinds: Record<SmallTalk, RegExp>; around: RegExp };

const mapped = (words: Record<SmallTalk, string>, read: (words: string) => RegExp): Record<SmallTalk, RegExp> => ({
	bye: read(words.bye),
	thanks: read(words.thanks),
	greeting: read(words.greeting),
	ok: read(words.ok),
});
const WAYS: readonly [Way, Way] = [
	{ kinds: mapped(SPACED, spaced), around: spaced(AROUND_SPACED) },
	{ kinds: mapped(UNSPACED, unspaced), around: unspaced(AROUND_UNSPACED) },
];
/** "Thanks, bye" takes leave, "ok thanks" thanks. */
const KINDS: readonly SmallTalk[] = ['bye', 'thanks', 'greeting', 'ok'];

/** What kind of small talk a message is, if it is nothing else: "hello" asks for no article. */
export function smallTalk(text: string): SmallTalk | undefined {
	if (text.length > LONGEST) return undefined;
	const words = normalize(text).replaceAll('’', "'").replace(OTHERS, ' ').trim();
	const [bySpaces, without] = WAYS;
	return kindOf(bySpaces, foldMarks(words)) ?? kindOf(without, words.replaceAll(' ', ''));
}

function kindOf({ kinds, around }: Way, text: string): SmallTalk | undefined {
	const said: SmallTalk[] = [];
	let rest = text;
	for (const kind of KINDS) {
		const before = rest;
		rest = rest.replace(kinds[kind], ' ');
		if (rest !== before) said.push(kind);
	}
	return rest.replace(around, ' ').trim() === '' ? said[0] : undefined;
}
