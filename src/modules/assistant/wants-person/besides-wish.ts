import { smallTalk } from '../small-talk/small-talk.ts';
import { formsOf } from './forms.ts';
import { isPartOfWish, saysNothingElse } from './nothing-else.ts';
import { wantsPerson } from './wants-person.ts';

/** In characters: who only wants a person says so shortly, and who says more says why. */
const LONGEST_WISH = 60;

/** Where one thing that is said ends and another begins; Thai puts a space there. */
const PARTS =
	/(?<=[.!?。！？\n,，、;；:：…])|(?<=\p{Script=Thai})(?=\s)|(?=\b(?:and|but|so|because|about|regarding|concerning)\b)|(?=因为|因為|关于|關於|但是|เพราะ|เรื่อง|เกี่ยวกับ|แต่)|(?<=\s)(?=(?:vì|tại|về|do|nhưng|và)\s)/iu;
/** Of the assistant, not of a matter. */
const SCOLDS =
	/\b(?:useless|(?:not|isn't|aren't|n't|never) (?:helping|helpful|understand|working out)|going nowhere|forget it|waste of time|stupid)\b|听不懂|聽不懂|没用|沒用|自动回复|自動回覆|答非所问|答非所問|không hiểu|vô dụng|trả lời lung tung|ไม่รู้เรื่อง|ไม่เข้าใจ|ไม่ช่วย|ไร้ประโยชน์/iu;
const EDGES = /^[\s.,，、;；:：。…-]+|[\s,，、;；:：-]+$/gu;
const JOINED_BY = /^[\s\p{P}]*(?:and|but|so|because|about|regarding|concerning|nhưng|và|但是|แต่)(?=[\s\p{P}]|$)/iu;

/** What a message says besides the wish for a person and kind words, as it was written: nothing where that is all. */
export function besidesWish(text: string): string {
	if (smallTalk(text)) return '';
	if (!wantsPerson(text)) return text.trim();
	if (saysNothingElse(formsOf(text))) return '';
	const kept = text.split(PARTS).filter((part) => saysMore(part.replace(JOINED_BY, '')));
	const rest = kept.join('').replace(EDGES, '');
	return rest || (text.length > LONGEST_WISH ? text.trim() : '');
}

function saysMore(part: string): boolean {
	const forms = formsOf(part);
	if (forms.words === '' || SCOLDS.test(part)) return false;
	return !isPartOfWish(forms) && !smallTalk(part) && !wantsPerson(part);
}
