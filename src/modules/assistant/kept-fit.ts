import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { Db } from '#core/db.ts';
import { installationId } from '#core/installation.ts';
import type { Log } from '#core/log.ts';
import { topicVersion } from '#core/refresh.ts';
import { KNOWLEDGE } from '#modules/knowledge/index.ts';
import type { Demand } from './scoring/demand.ts';
import type { Scorer as Fit } from './scoring/fit.ts';

/** What was learnt of a base, and what has been asked of it since. */
export type Learnt = {
	fit: Fit;
	demand: Demand;
	/** The content version it was learnt from, and how many translations were published then. */
	version: number;
	size: number;
};

type KeptFit = {
	/** What was kept last, if it belongs to this database and was learnt by this very program. */
	read(): Promise<Learnt | undefined>;
	/** Keeps it within a minute. */
	keep(learnt: Learnt): void;
	/** Keeps it at once, if there is anything new in it. */
	close(learnt: Learnt): Promise<void>;
};

/** Who imports or edits all day does not write all day. */
const KEEP_EVERY_MS = 60_000;

/** What was learnt, on disk beside the search snapshot, so that a start need not examine everything again. */
export function keptFit({ db, dataDir, log }: { db: Db; dataDir: string; log: Log }): KeptFit {
	const file = async () => path.join(dataDir, `answers-${await installationId(db)}.fit`);
	let written = -KEEP_EVERY_MS;
	let asked = 0;
	let writing = Promise.resolve();
	let timer: NodeJS.Timeout | undefined;
	const write = (learnt: Learnt) => {
		clearTimeout(timer);
		timer = undefined;
		written = performance.now();
		asked = learnt.demand.asked;
		writing = writing
			.then(async () => writeFit(await file(), learnt))
			.catch((error: Error) => log.warn({ err: error.message }, 'what was learnt is not kept'));
		return writing;
	};
	return {
		read: async () => {
			const bytes = await readFile(await file()).catch(() => undefined);
			const kept = bytes && unpack(bytes, await madeBy());
			if (!kept || kept.version > (await topicVersion(db, KNOWLEDGE))) return undefined;
			asked = kept.demand.asked;
			return kept;
		},
		keep: (learnt) => {
			clearTimeout(timer);
			timer = setTimeout(() => write(learnt), Math.max(0, written + KEEP_EVERY_MS - performance.now()));
			timer.unref();
		},
		close: async (learnt) => {
			if (timer || learnt.demand.asked !== asked) await write(learnt);
			await writing;
		},
	};
}

/** The file appears under its name only when it is whole and on disk. */
async function writeFit(name: string, learnt: Learnt): Promise<void> {
	const temporary = `${name}.${process.pid}.new`;
	try {
		await writeWhole(temporary, pack(learnt, await madeBy()));
		await rename(temporary, name);
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
}

/** Weights mean what they meant only to the program that learnt them: how it reads words, which lean on ICU and Unicode, and how it searches. */
async function madeBy(): Promise<string> {
	const program = await readFile(path.join(import.meta.dirname, '../../../package.json'), 'utf8');
	const { version } = JSON.parse(program) as { version: string };
	const { node, icu, unicode } = process.versions;
	return `saunders-answers ${FORMAT} ${version} node-${node} icu-${icu} unicode-${unicode}`;
}

/** Raise it when what is learnt changes its meaning between two releases. */
const FORMAT = 1;

function pack(learnt: Learnt, made: string): Buffer {
	const body = serialize(learnt);
	return Buffer.concat([Buffer.from(`${made} ${crc32(body)}\n`), body]);
}

/** Nothing where another program made it or it is damaged. */
function unpack(bytes: Buffer, made: string): Learnt | undefined {
	const end = bytes.indexOf(10);
	const body = bytes.subarray(end + 1);
	const signed = bytes.toString('utf8', 0, Math.max(0, end)) === `${made} ${crc32(body)}`;
	return signed ? (deserialize(body) as Learnt) : undefined;
}

async function writeWhole(name: string, bytes: Uint8Array): Promise<void> {
	const file = await open(name, 'w');
	try {
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
}
