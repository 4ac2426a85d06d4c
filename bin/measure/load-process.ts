// The load generator: as little work a request as Node allows, so that the server is what is measured.
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadJob, LoadResult } from './load.ts';

const WARM_UP_MS = 500;

process.once('message', (job: LoadJob) => {
	void run(job).then((result) => process.send?.(result, undefined, {}, () => process.exit(0)));
});

async function run(job: LoadJob): Promise<LoadResult> {
	const stop = new AbortController();
	process.on('message', () => stop.abort());
	const begun = performance.now();
	const end = begun + WARM_UP_MS + job.seconds * 1_000;
	const times: number[] = [];
	const statuses: Record<string, number> = {};
	let failed = 0;
	let next = 0;
	const wires = job.requests.map((request) => Buffer.from(request));
	const client = async () => {
		let line = openLine(job.port);
		while (!stop.signal.aborted && performance.now() < end && !(job.once && next >= wires.length)) {
			const sent = performance.now();
			const status = await line.ask(wires[next++ % wires.length] as Buffer);
			if (status === 0) {
				failed++;
				line.close();
				await sleep(5);
				line = openLine(job.port);
			} else if (sent - begun > WARM_UP_MS) {
				times.push(performance.now() - sent);
				statuses[status] = (statuses[status] ?? 0) + 1;
			}
			if (job.pauseMs) await sleep(job.pauseMs);
		}
		line.close();
	};
	await Promise.all(Array.from({ length: job.clients }, client));
	const seconds = (performance.now() - begun - WARM_UP_MS) / 1_000;
	const sorted = Float64Array.from(times).toSorted();
	const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
	return {
		perSecond: times.length / seconds,
		p50: at(0.5),
		p99: at(0.99),
		worst: sorted.at(-1) ?? NaN,
		statuses,
		failed,
	};
}

/** One keep-alive connection. `ask` resolves with the answer's status, 0 when the connection broke. */
function openLine(port: number) {
	const reader = answerReader();
	let settle: ((status: number) => void) | undefined;
	let broken = false;
	const finish = (status: number) => {
		settle?.(status);
		settle = undefined;
	};
	const lost = () => {
		broken = true;
		finish(0);
	};
	const socket: Socket = connect({
		port,
		host: '127.0.0.1',
		noDelay: true,
		onread: {
			buffer: Buffer.allocUnsafe(64 * 1_024),
			callback: (bytes, chunk) => {
				const status = reader(Buffer.from(chunk.buffer, chunk.byteOffset, bytes));
				if (status) finish(status);
				return true;
			},
		},
	});
	socket.on('error', lost).on('close', lost);
	return {
		ask: (wire: Buffer) =>
			new Promise<number>((resolve) => {
				if (broken) return resolve(0);
				settle = resolve;
				socket.write(wire);
			}),
		close: () => socket.destroy(),
	};
}

/** Takes an answer's bytes as they come and gives its status when it is whole. Knows lengths and chunks, as Node sends them. */
function answerReader(): (chunk: Buffer) => number {
	let head = '';
	let status = 0;
	let left = -1;
	let tail = '';
	const begin = (chunk: Buffer): Buffer | undefined => {
		const text = head + chunk.toString('latin1');
		const end = text.indexOf('\r\n\r\n');
		if (end < 0) return void (head = text);
		const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end));
		status = Number(text.slice(9, 12));
		left = length ? Number(length[1]) : status === 304 || status === 204 ? 0 : Infinity;
		const used = end + 4 - head.length;
		head = '';
		return chunk.subarray(used);
	};
	return (chunk) => {
		const body = left < 0 ? begin(chunk) : chunk;
		if (!body) return 0;
		left -= body.length;
		if (left === Infinity) tail = (tail + body.toString('latin1')).slice(-7);
		if (left > 0 && !tail.endsWith('\r\n0\r\n\r\n')) return 0;
		left = -1;
		tail = '';
		return status;
	};
}
