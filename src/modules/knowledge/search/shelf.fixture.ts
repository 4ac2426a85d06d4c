import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { baseLang } from '#core/text/languages.ts';
import { append } from './records.ts';
import { entryFor } from './search-index.ts';
import { addToSegment, finishSegment, segmentBuilder } from './segment-builder.ts';
import { readSnapshot, type Snapshot, writePart, writeSnapshot } from './snapshot.ts';
import type { SearchDocument, ShownDocument } from './types.ts';

/** A small made-up help centre in four languages, for tests. */
export const shelf: ShownDocument[] = [
	document('leak', 'en', 'Oil leaks from the compressor', ['Why is there oil under my machine?'], [
		['', 'Switch the compressor off and let it cool. Wipe the housing dry and look where new oil appears.'],
		['Drain plug', 'If it drips at the drain plug, replace the copper gasket. The gasket 14 x 20 fits every model.'],
	]),
	document('leak', 'zh-Hans', '空压机漏油', ['机器下面有油是怎么回事？'], [
		['', '请先关闭空压机并等待冷却，擦干外壳，观察哪里出现新的机油。'],
		['放油螺塞', '如果放油螺塞处滴油，请更换铜垫圈。'],
	]),
	document('leak', 'vi', 'Máy nén khí bị rò rỉ dầu', ['Tại sao có dầu dưới máy?'], [
		['', 'Hãy tắt máy nén khí và để nguội. Lau khô vỏ máy và xem dầu mới xuất hiện ở đâu.'],
		['Nút xả dầu', 'Nếu dầu nhỏ giọt ở nút xả, hãy thay vòng đệm đồng.'],
	]),
	document('leak', 'th', 'น้ำมันรั่วจากเครื่องอัดลม', ['ทำไมมีน้ำมันใต้เครื่อง'], [
		['', 'ปิดเครื่องอัดลมและรอให้เย็นลง เช็ดตัวเครื่องให้แห้งแล้วดูว่าน้ำมันออกมาจากจุดใด'],
		['จุกถ่ายน้ำมัน', 'หากน้ำมันหยดที่จุกถ่าย ให้เปลี่ยนแหวนทองแดง'],
	]),
	document('refund', 'en', 'How long a refund takes', ['Where is my money?', 'How can I get my money back?'], [
		['', 'We send the refund within three days. Your bank needs up to five more working days.'],
	]),
	document('refund', 'zh-Hans', '退款需要多长时间', ['钱什么时候退回？'], [['', '我们会在三天内退款，银行还需要五个工作日。']]),
	document('refund', 'vi', 'Hoàn tiền mất bao lâu', ['Khi nào tôi nhận lại tiền?'], [['', 'Chúng tôi hoàn tiền trong ba ngày, ngân hàng cần thêm năm ngày làm việc.']]),
	document('refund', 'th', 'คืนเงินใช้เวลานานเท่าใด', ['จะได้เงินคืนเมื่อไร'], [['', 'เราคืนเงินภายในสามวัน ธนาคารใช้เวลาอีกห้าวันทำการ']]),
	document('error', 'en', 'Error E-47 on the display', [], [['', 'E-47 means that the pressure sensor sends no signal. Check its plug and restart.']]),
	document('warranty', 'en', 'What the warranty covers', [], [['', 'The warranty covers material and workmanship for two years, not wear parts such as filters and belts.']]),
]; // prettier-ignore

function document(
	articleId: string,
	lang: string,
	title: string,
	questions: string[],
	sections: [heading: string, text: string][],
): ShownDocument {
	return {
		id: `${articleId}-${lang}`,
		articleId,
		lang,
		title,
		questions,
		passages: sections.map(([heading, text]) => ({ heading, text })),
		externalId: articleId,
		slug: articleId,
		record: Buffer.from(`${articleId} in ${lang}`),
	};
}

/** A snapshot of documents at a path, as the building process writes it. */
export function writeShelf(file: string, documents: SearchDocument[], version = 0): void {
	const snapshot = writeSnapshot(file);
	const parts = [...Map.groupBy(documents, ({ lang }) => baseLang(lang))].map(([lang, own]) => {
		const builder = segmentBuilder();
		for (const one of own) addToSegment(builder, one);
		const recordOf = (one: SearchDocument) => ('record' in one ? (one as ShownDocument).record : Buffer.alloc(0));
		const entries = own.map((one) => entryFor(one, append(snapshot.file, recordOf(one))));
		return writePart(snapshot.file, { lang, segment: finishSegment(builder), entries });
	});
	snapshot.finish({ version, parts });
}

/** The same, opened; its file lives as long as it is open. */
export async function built(documents: SearchDocument[]): Promise<Snapshot> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'snapshot '));
	const file = path.join(folder, 'search.snapshot');
	try {
		writeShelf(file, documents);
		return (await readSnapshot(file))!;
	} finally {
		await rm(folder, { recursive: true });
	}
}
