import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { newFolder, removeFolder, startServer } from '../server.ts';
import { anArticle } from './start.ts';

const VERSION = '13.5.0';
const BARS: Record<string, number> = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };

/** Lighthouse's scores for a phone, with the Chromium of this machine. It comes through npx, since nothing else here needs it. */
export async function lighthouse({ report }: Context): Promise<void> {
	const dataDir = await newFolder();
	const server = await startServer({ dataDir, env: { DEMO: '1' } });
	try {
		await server.ready();
		await sleep(10_000);
		report.part('lighthouse', `${VERSION}, mobile`);
		for (const page of ['/en', await anArticle(server)]) {
			await (await fetch(server.origin + page)).text();
			const scores = await audit(server.origin + page, path.join(dataDir, 'lighthouse.json'));
			if (!scores) return report.note('Left out: it cannot be run here (npx, the registry or Chromium is missing).');
			for (const [category, atLeast] of Object.entries(BARS))
				report.figure({ what: `${page}: ${category}`, value: scores[category] ?? NaN, bar: { atLeast } });
		}
	} finally {
		await server.stop();
		await removeFolder(dataDir);
	}
}

type Outcome = { categories: Record<string, { score: number | null }> };

/** Scores of 0 to 100 by category, or nothing when it could not run. */
async function audit(url: string, file: string): Promise<Record<string, number> | undefined> {
	const flags = ['--quiet', '--output=json', `--output-path=${file}`, '--chrome-flags=--headless=new --no-sandbox'];
	const run = spawn('npx', ['--yes', `lighthouse@${VERSION}`, url, ...flags], {
		env: { ...process.env, CHROME_PATH: process.env.CHROMIUM_PATH ?? 'chromium' },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const code = await once(run, 'exit').then(
		([exit]) => exit as number | null,
		() => 1,
	);
	if (code !== 0) return undefined;
	const { categories } = JSON.parse(await readFile(file, 'utf8')) as Outcome;
	return Object.fromEntries(
		Object.entries(categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]),
	);
}
