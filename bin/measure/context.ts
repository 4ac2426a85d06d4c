import { existsSync, globSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Corpus, corpus } from './corpus.ts';
import { loadCorpus } from './load-corpus.ts';
import type { Report } from './report.ts';
import { newFolder, removeFolder, type Running, startServer, type StartOptions } from './server.ts';

export type Options = {
	/** Shorter phases and waits, for a look. */
	quick: boolean;
	/** Articles of the large base, each in four languages. */
	articles: number;
	/** Keeps the large base in this folder, for the next run. */
	base?: string | undefined;
	/** Folder with question sets. */
	sets?: string | undefined;
	/** Names of the sets to run; all unless given. */
	only?: string[] | undefined;
};

/** The installation with the large base: filled when it is first needed, one server at a time. */
type Big = {
	/** `fresh` forgets the search snapshot, so that the index is built again. */
	start(options?: Partial<StartOptions> & { fresh?: boolean }): Promise<Running>;
	/** How long filling it took, in seconds; 0 when it was there. */
	seconds(): number;
	remove(): Promise<void>;
};

export type Context = Options & { report: Report; corpus: Corpus; big: Big };

export function openContext(options: Options, report: Report): Context {
	const made = corpus();
	return { ...options, report, corpus: made, big: bigBase(made, options) };
}

function bigBase(made: Corpus, { articles, base }: Options): Big {
	let folder: Promise<string> | undefined;
	let seconds = 0;
	const fill = async () => {
		const dataDir = base ? path.resolve(base) : await newFolder();
		const done = path.join(dataDir, `filled-${articles}`);
		if (existsSync(done)) return dataDir;
		const begun = performance.now();
		await mkdir(dataDir, { recursive: true });
		await loadCorpus(dataDir, made, articles);
		await mkdir(done);
		seconds = (performance.now() - begun) / 1_000;
		return dataDir;
	};
	return {
		start: async ({ fresh, ...options } = {}) => {
			const dataDir = await (folder ??= fill());
			if (fresh) for (const file of globSync(path.join(dataDir, 'search*.snapshot'))) await rm(file);
			return startServer({ dataDir, ...options });
		},
		seconds: () => seconds,
		remove: async () => {
			if (folder && !base) await removeFolder(await folder.catch(() => ''));
		},
	};
}
