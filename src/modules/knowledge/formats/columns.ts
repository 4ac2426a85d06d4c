/** What a column of a table of questions and answers can hold. */
export type Column =
	| 'question'
	| 'questions'
	| 'answer'
	| 'title'
	| 'lang'
	| 'collection'
	| 'external_id'
	| 'status'
	| 'slug'
	| 'checked_at';

/** Column names as people write them in English, Chinese (both scripts), Vietnamese and Thai. */
const NAMES: Record<Column, string> = {
	question: 'question|q|faq|query|utterance|example|问题|提问|问|問題|提問|問|câu hỏi|hỏi|คำถาม|ถาม',
	questions:
		'questions|other questions|more questions|examples|alternatives|similar questions|相似问题|相似问法|其他问题|相似問題|其他問題|các câu hỏi|câu hỏi khác|câu hỏi tương tự|คำถามอื่น|คำถามอื่นๆ|คำถามที่คล้ายกัน',
	answer:
		'answer|a|body|text|content|reply|response|solution|答案|回答|答|内容|正文|解答|內容|câu trả lời|trả lời|nội dung|คำตอบ|ตอบ|เนื้อหา|ข้อความ',
	title: 'title|headline|heading|subject|article|标题|题目|主题|標題|題目|主題|tiêu đề|chủ đề|หัวข้อ|ชื่อเรื่อง|ชื่อบทความ',
	lang: 'lang|language|locale|语言|语种|語言|語系|ngôn ngữ|ภาษา',
	collection:
		'collection|category|section|topic|group|folder|分类|类别|栏目|分類|類別|欄目|danh mục|nhóm|chuyên mục|หมวด|หมวดหมู่|กลุ่ม|ประเภท',
	external_id: 'external_id|external id|id|key|code|number|编号|编码|序号|編號|代碼|mã|mã số|รหัส|เลขที่',
	status: 'status|state|状态|狀態|trạng thái|สถานะ',
	slug: 'slug|url|address|网址|網址|đường dẫn|ลิงก์',
	checked_at:
		'checked_at|checked at|last checked|reviewed|核对日期|检查日期|核對日期|檢查日期|ngày kiểm tra|วันที่ตรวจสอบ',
};

const BY_NAME = new Map(
	Object.entries(NAMES).flatMap(([column, names]) => names.split('|').map((name) => [folded(name), column as Column])),
);

const STATUSES: Record<string, 'draft' | 'published' | 'archived'> = {
	...of('draft', 'draft|unpublished|草稿|nháp|bản nháp|ฉบับร่าง|ร่าง'),
	...of('published', 'published|live|public|active|已发布|发布|已發佈|發佈|đã xuất bản|xuất bản|เผยแพร่|เผยแพร่แล้ว'),
	...of('archived', 'archived|retired|inactive|已归档|归档|已封存|封存|lưu trữ|đã lưu trữ|เก็บถาวร'),
};

/** Where the columns are in a row of headings; empty unless the row names an answer, or at least a question and a title. */
export function readColumns(headings: readonly string[]): Map<Column, number> {
	const columns = new Map<Column, number>();
	headings.forEach((heading, index) => {
		const column = BY_NAME.get(folded(heading));
		if (column && !columns.has(column)) columns.set(column, index);
	});
	const isTable = columns.has('answer') || (columns.has('question') && columns.has('title'));
	return isTable ? columns : new Map();
}

/** A status in any of the five languages; unknown words come back as they are and fail the schema. */
export function readStatus(text: string): string | undefined {
	return text ? (STATUSES[folded(text)] ?? text) : undefined;
}

function of<Status extends string>(status: Status, names: string): Record<string, Status> {
	return Object.fromEntries(names.split('|').map((name) => [folded(name), status]));
}

function folded(name: string): string {
	return name
		.normalize('NFKC')
		.trim()
		.toLowerCase()
		.replace(/[\s_*:：]+/g, ' ')
		.trim();
}
