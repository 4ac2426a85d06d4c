import { search, searchIndex, upsert } from '#modules/knowledge/index.ts';
import { without } from '../folds.ts';
import { hitsOf } from '../hits-of.ts';
import type { ScoredDocument, SearchWithout } from '../types.ts';

/** The words of one made-up shop: what customers do, with what, and how they put it. The last way of asking is kept for the tests. */
type Shop = { lang: string; acts: string[]; things: string[]; ways: string[]; gap: string; outside: string[] };

export const SHOPS: Shop[] = [
	{
		lang: 'en',
		acts: ['repair', 'return', 'clean', 'register'],
		things: ['the boiler', 'a garden pump', 'my dryer', 'the lamp'],
		ways: [
			'How do I @ # at home?',
			'What does it cost to @ #',
			'I would like to @ # please',
			'can you help me @ #?',
			'where may I @ # tomorrow',
		],
		gap: ' ',
		outside: ['Who won the football match last night?', 'tell me a joke about penguins', 'What is the capital of Peru'],
	},
	{
		lang: 'zh-Hans',
		acts: ['维修', '退回', '清洗', '登记'],
		things: ['锅炉', '花园水泵', '烘干机', '台灯'],
		ways: ['在家怎么@#', '@#需要多少钱', '我想要@#', '你能帮我@#吗', '明天在哪里可以@#'],
		gap: '',
		outside: ['昨晚谁赢了足球比赛', '讲一个企鹅的笑话', '秘鲁的首都叫什么名字'],
	},
	{
		lang: 'vi',
		acts: ['sửa chữa', 'trả lại', 'vệ sinh', 'đăng ký'],
		things: ['nồi hơi', 'máy bơm vườn', 'máy sấy', 'đèn bàn'],
		ways: [
			'Làm sao để @ # tại nhà?',
			'Chi phí @ # là bao nhiêu',
			'tôi muốn @ #',
			'bạn giúp tôi @ # được không',
			'ngày mai có thể @ # ở đâu',
		],
		gap: ' ',
		outside: ['Đội bóng nào thắng tối qua?', 'kể chuyện cười về chim cánh cụt', 'Thủ đô nước Peru tên gì'],
	},
	{
		lang: 'th',
		acts: ['ซ่อม', 'ส่งคืน', 'ทำความสะอาด', 'ลงทะเบียน'],
		things: ['หม้อต้มน้ำ', 'ปั๊มน้ำในสวน', 'เครื่องอบผ้า', 'โคมไฟ'],
		ways: ['จะ@#ที่บ้านได้อย่างไร', 'ค่า@#ราคาเท่าไร', 'ฉันอยาก@#', 'ช่วย@#ให้หน่อยได้ไหม', 'พรุ่งนี้@#ได้ที่ไหน'],
		gap: '',
		outside: ['เมื่อคืนใครชนะฟุตบอล', 'เล่าเรื่องตลกเกี่ยวกับเพนกวิน', 'เมืองหลวงของเปรูชื่ออะไร'],
	},
];

export type Asked = { question: string; articleId: string };

/** One article for each act with each thing, sixteen in all, and one question to each that is not among its examples. */
export function shopBase({ lang, acts, things, ways, gap }: Shop): { documents: ScoredDocument[]; asked: Asked[] } {
	const asked: Asked[] = [];
	const documents = acts.flatMap((act, a) =>
		things.map((thing, t) => {
			const articleId = `${lang}-${a}-${t}`;
			const questions = ways.map((way) => way.replace('@', act).replace('#', thing));
			asked.push({ question: questions.pop()!, articleId });
			return { articleId, lang, title: `${act}${gap}${thing}`, questions, text: `${thing}${gap}${act}. `.repeat(3) };
		}),
	);
	return { documents, asked };
}

/** The product's own search over these documents, made anew for whatever is absent. */
export const searchOver =
	(documents: ScoredDocument[]): SearchWithout =>
	(absence) => {
		const index = searchIndex();
		for (const { articleId, lang, title, questions, text } of without(documents, absence))
			upsert(index, {
				id: articleId,
				articleId,
				lang,
				title,
				questions,
				passages: [{ heading: '', text }],
			});
		return (question, lang) => hitsOf(search(index, question, { lang, limit: 20 }).hits);
	};

export const NOTHING_ABSENT = { articles: new Set<string>(), questions: new Map<string, Set<string>>() };
