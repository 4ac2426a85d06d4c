import { fold } from '../folded.ts';
import { type Language, languageOf } from '../language.ts';
import { entriesFor, lexicons } from '../lexicon.ts';
import { leftOver } from '../left-over.ts';
import { quantityAt } from './quantity-at.ts';

/** What may stand around a number that is the whole answer: politeness, and what is counted where it is plain what that is. */
const AROUND: Record<Language, string> = {
	en: "about|around|roughly|approximately|please|thanks|just|only|maybe|i think|people|persons|person|of us|of them|pieces|pcs|units|there are|we are|we're|it's|i need|need|i have|have|the|would like|i'd like",
	zh: '大约|大概|左右|差不多|共|一共|个|個|位|名|台|件|只|人|个人|吧|就|请|谢谢|我要|要|需要|我有|有|只要|的',
	vi: 'khoảng|tầm|chừng|ạ|nhé|nha|người|cái|chiếc|máy|thôi|chỉ|có|cần|em cần|tôi cần|dạ|là|con',
	th: 'ประมาณ|ราวๆ|ครับ|ค่ะ|คะ|คน|อัน|ตัว|ชิ้น|เครื่อง|ท่าน|แค่|มี|ต้องการ|ขอ|เอา|นะ|จ้า',
};

const lexiconFor = lexicons((language) => entriesFor(AROUND[language], true));

/** The number that somebody gave as the whole answer; nothing where there are two, or more is said. */
export function readNumber(text: string, { lang }: { lang: string }): number | undefined {
	if (text.length > LONGEST_ANSWER) return undefined;
	const language = languageOf(lang);
	const folded = fold(text.trim(), language);
	const around = lexiconFor(language, folded.bare);
	let value: number | undefined;
	for (let at = 0; at < folded.text.length;) {
		const skipped = leftOver(folded.text, at, around);
		if (skipped > at) {
			at = skipped;
			continue;
		}
		const isMinus = folded.text.charAt(at) === '-' && at === 0;
		const quantity = value === undefined ? quantityAt(folded, at + (isMinus ? 1 : 0), lang) : undefined;
		if (!quantity) return undefined;
		value = isMinus ? -quantity.value : quantity.value;
		at = quantity.to;
	}
	return value;
}

const LONGEST_ANSWER = 200;
