import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Context } from '../context.ts';
import { loadSaid } from '../load-said.ts';
import { share } from '../quantile.ts';
import { newFolder, removeFolder, type Running, startServer } from '../server.ts';

const MESSAGES = 1_000_000;
const QUICK = 50_000;
const UNTIL = new Date('2026-11-01T00:00:00Z');
const ROUNDS = 3;
const PAGES = 5;

/** What only a list can show. */
const LISTED = {
	mine: '&view=mine',
	unassigned: '&view=unassigned',
	waiting: '&view=waiting',
	all: '&view=all',
	'longest waiting first': '&sort=waiting_longest',
};

/** Two to six characters, as they are typed: words that are everywhere, words that are rare, codes, and what nobody said. */
const QUERIES = [
	'co', 'oil', 'filter', 'warr', 'pr', 'the', 'press', 'KX-12', 'kx5', 'zzzqq',
	'máy', 'may', 'lọc', 'dầu', 'dau', 'khí', 'bảo', 'áp', 'nước', 'van',
	'ลม', 'กรอง', 'น้ำ', 'เครื่', 'ค่า', 'ราคา',
	'空气', '滤芯', '维修', '維修', '空氣', '保养', '压力', '机', '过滤器',
]; // prettier-ignore

/** Search over everything said, and the lists of conversations, through the API, under each of the filters that the team looks by. */
export async function inbox({ report, quick, base }: Context): Promise<void> {
	const messages = quick ? QUICK : MESSAGES;
	const dataDir = base ? path.join(path.resolve(base), 'said') : await newFolder();
	const begun = performance.now();
	await filled(dataDir, messages);
	const seconds = (performance.now() - begun) / 1_000;
	const server = await startServer({ dataDir });
	try {
		await server.ready();
		report.part('inbox', `${messages} messages in five languages, filled in ${seconds.toFixed(0)} s by COPY`);
		const by = await filters(server);
		await measureEach(report, 'search', by, (filter) => searchAll(server, filter));
		await measureEach(report, 'list', { ...by, ...LISTED }, (filter) => listAll(server, filter));
	} finally {
		await server.stop();
		if (!base) await removeFolder(dataDir);
	}
}

async function filled(dataDir: string, messages: number): Promise<void> {
	const done = path.join(dataDir, `filled-${messages}`);
	if (existsSync(done)) return;
	await mkdir(dataDir, { recursive: true });
	await loadSaid(dataDir, messages, UNTIL);
	await mkdir(done);
}

async function filters({ call }: Running): Promise<Record<string, string>> {
	type Page = { items: { assignee_id: string | null }[] };
	const { items } = await call<Page>('GET', '/api/v1/conversations?limit=100');
	const member = items.find(({ assignee_id }) => assignee_id)?.assignee_id ?? '';
	return {
		'no filter': '',
		open: '&view=open',
		'of one member': `&assignee=${member}`,
		'mine, open': `&view=open&assignee=${member}`,
		'of nobody': '&assignee=none',
		'by e-mail': '&channel=email',
		'in Vietnamese': '&lang=vi',
		'closed, in Thai': '&view=closed&lang=th',
	};
}

/** The times of a part under each filter, and of all together, which have to keep the bar. */
async function measureEach(
	report: Context['report'],
	part: string,
	by: Record<string, string>,
	measure: (filter: string) => Promise<number[]>,
): Promise<void> {
	const all: number[] = [];
	for (const [what, filter] of Object.entries(by)) {
		const times = await measure(filter);
		all.push(...times);
		report.figure({ what: `${part}, ${what}: p95`, value: share(times, 0.95), unit: 'ms' });
	}
	report.figure({ what: `${part}, all of ${all.length}: p50`, value: share(all, 0.5), unit: 'ms' });
	report.figure({ what: 'p95', value: share(all, 0.95), unit: 'ms', bar: { atMost: 100 } });
	report.figure({ what: 'slowest', value: Math.max(...all), unit: 'ms' });
}

/** The first pages of a list, one after the other, and what stands beside it. */
async function listAll(server: Running, filter: string): Promise<number[]> {
	const times: number[] = [];
	const timed = async <T>(url: string) => {
		const begun = performance.now();
		const answer = await server.call<T>('GET', url);
		times.push(performance.now() - begun);
		return answer;
	};
	for (let round = 0; round <= ROUNDS; round++) {
		if (round === 1) times.length = 0;
		let cursor: string | null = '';
		for (let page = 0; page < PAGES && cursor !== null; page++) {
			const after: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
			({ next_cursor: cursor } = await timed<{ next_cursor: string | null }>(
				`/api/v1/inbox?limit=50${filter}${after}`,
			));
		}
		await timed('/api/v1/inbox/counts');
	}
	return times;
}

async function searchAll(server: Running, filter: string): Promise<number[]> {
	const times: number[] = [];
	for (let round = 0; round <= ROUNDS; round++)
		for (const q of QUERIES) {
			const begun = performance.now();
			await server.call('GET', `/api/v1/inbox/search?q=${encodeURIComponent(q)}${filter}`);
			// The first time the pages come from the disk.
			if (round > 0) times.push(performance.now() - begun);
		}
	return times;
}
