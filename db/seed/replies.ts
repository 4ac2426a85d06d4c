import { type Actor, SYSTEM } from '#core/access.ts';
import { addOpenTime } from '#core/calendar/open-time.ts';
import type { Tx } from '#core/db.ts';
import { closeConversation, say } from '#modules/conversations/index.ts';
import { explainPromise, type GivenReason, promisesOf } from '#modules/promises/index.ts';
import { deskHours } from './promises.ts';

/** After how many minutes at the desk the letters of the month were answered, one after the other: two too late, of which one says why. */
const ANSWERED_AFTER = [6, 14, 3, 22, 47, 11, 9, 17, 5, 68, 26, 12];
const SAID_WHY: Record<number, { reason: GivenReason; note: string }> = {
	47: { reason: 'too_busy', note: 'Three machines stood still at once' },
};
const SETTLED_AFTER = 400;
/** Of those that were answered, every so many is not settled yet. */
const ONE_OPEN_OF = 4;
const MINUTE_MS = 60_000;

const WORDS: Record<string, string> = {
	en: 'Thank you for writing. I have your question in front of me and am checking it with our technicians. You will hear from me by tomorrow noon.',
	'zh-Hans': '您好，您的问题我看到了，正在和技术同事核实，最晚明天中午给您答复。',
	'zh-Hant': '您好，您的問題我看到了，正在和技術同仁確認，最晚明天中午回覆您。',
	vi: 'Dạ em đã nhận được câu hỏi của anh/chị và đang hỏi lại bên kỹ thuật. Chậm nhất trưa mai em báo lại anh/chị ạ.',
	th: 'ได้รับคำถามของคุณแล้วค่ะ กำลังตรวจสอบกับทีมช่าง จะแจ้งให้ทราบภายในเที่ยงวันพรุ่งนี้ค่ะ',
};

type Letter = { id: string; lang: string; number: number; at: Date };

/** The team answers a letter while the desk is open, and settles most: whether this one, is told. What would come after `today` has not happened yet. `moveTo` sets the clock of `tx`. */
export async function answerLetter(tx: Tx, { id, lang, number, at }: Letter, today: Date, moveTo: (at: Date) => void): Promise<boolean> {
	const minutes = ANSWERED_AFTER[number % ANSWERED_AFTER.length] ?? 0;
	const later = (from: Date, after: number) => {
		const then = addOpenTime(deskHours(today), from, after * MINUTE_MS);
		return then && then < today ? then : undefined;
	};
	const answeredAt = later(at, minutes);
	if (!answeredAt) return false;
	moveTo(answeredAt);
	await say(tx, SYSTEM, { conversation: id, text: WORDS[lang] ?? WORDS.en ?? '' });
	await explain(tx, SYSTEM, id, answeredAt, SAID_WHY[minutes]);
	const settledAt = later(answeredAt, SETTLED_AFTER);
	if (!settledAt || number % ONE_OPEN_OF === 0) return false;
	moveTo(settledAt);
	await closeConversation(tx, SYSTEM, id);
	return true;
}

async function explain(tx: Tx, actor: Actor, id: string, at: Date, why: (typeof SAID_WHY)[number] | undefined): Promise<void> {
	const broken = (await promisesOf(tx, { type: 'conversation', id }, at)).find(({ state }) => state === 'broken');
	if (broken && why) await explainPromise(tx, actor, { id: broken.id, ...why });
}
