import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Context } from '../context.ts';
import { memoryOf } from '../processes.ts';
import { newFolder, removeFolder, type Running, startServer } from '../server.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const KIB = 1_024;

/** Building the pages from nothing, in a copy beside the one in use. */
export async function build({ report }: Context): Promise<void> {
	const copy = await newFolder();
	try {
		for (const part of [
			'src',
			'messages',
			'project.inlang',
			'static',
			'vite.config.ts',
			'tsconfig.json',
			'package.json',
		])
			await cp(path.join(ROOT, part), path.join(copy, part), { recursive: true });
		await symlink(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
		await mkdir(path.join(copy, '.svelte-kit'));
		const begun = performance.now();
		const vite = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], {
			cwd: copy,
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		const [code] = (await once(vite, 'exit')) as [number | null];
		if (code !== 0) throw new Error('The pages could not be built.');
		const seconds = (performance.now() - begun) / 1_000;
		report.part('build');
		report.figure({ what: 'pages built from nothing', value: seconds, unit: 's', bar: { atMost: 90 } });
	} finally {
		await removeFolder(copy);
	}
}

/** From a built program to the first page, with the demo; and what a page of it asks of a phone. */
export async function start({ report }: Context): Promise<void> {
	const dataDir = await newFolder();
	report.part('start', 'the demo company');
	try {
		const first = await untilPage(dataDir);
		report.figure({ what: 'to the first page, first start', value: first.seconds, unit: 's', bar: { atMost: 15 } });
		await first.server.ready();
		await first.server.stop();
		const later = await untilPage(dataDir);
		report.figure({ what: 'to the first page, later start', value: later.seconds, unit: 's', bar: { atMost: 5 } });
		try {
			const bytes = await scriptBytes(later.server.origin, await anArticle(later.server));
			report.figure({
				what: 'JavaScript of an article page, gzip',
				value: bytes / KIB,
				unit: 'kB',
				bar: { atMost: 10 },
			});
		} finally {
			await later.server.stop();
		}
	} finally {
		await removeFolder(dataDir);
	}
}

async function untilPage(dataDir: string): Promise<{ server: Running; seconds: number }> {
	const begun = performance.now();
	const server = await startServer({ dataDir, env: { DEMO: '1' }, asPeopleDo: true });
	const page = await fetch(`${server.origin}/en`);
	if (!page.ok) throw new Error(`The first page is a ${page.status}.`);
	await page.text();
	return { server, seconds: (performance.now() - begun) / 1_000 };
}

/** The path of the first English article that the API names. */
async function anArticle(server: Running): Promise<string> {
	type Listed = { items: { slug: string }[] };
	const { items } = await server.call<Listed>('GET', '/api/v1/articles?status=published&lang=en&limit=1');
	return `/en/articles/${items[0]?.slug ?? ''}`;
}

/** All scripts that the page loads, and what they import. */
async function scriptBytes(origin: string, page: string): Promise<number> {
	const html = await (await fetch(origin + page)).text();
	const inline = [...html.matchAll(/<script(?![^>]*\b(?:src|type="application)\b)[^>]*>([^]*?)<\/script>/g)];
	const named = [...html.matchAll(/<(?:script|link)[^>]*\b(?:src|href)="([^"]+\.m?js)"/g)];
	const waiting = named.map(([, address]) => new URL(address ?? '', origin + page).href);
	const sizes = inline.map(([, text]) => gzipSync(text ?? '').length);
	const seen = new Set<string>();
	for (const address of waiting) {
		if (seen.has(address)) continue;
		seen.add(address);
		const script = await (await fetch(address)).text();
		sizes.push(gzipSync(script).length);
		for (const [, target] of script.matchAll(/\b(?:from|import)\s*"(\.[^"]+)"/g))
			waiting.push(new URL(target ?? '', address).href);
	}
	return sizes.reduce((sum, size) => sum + size, 0);
}

/** What the installation holds in memory when nobody comes, a minute after its first start with the demo. */
export async function memory({ report, quick }: Context): Promise<void> {
	const dataDir = await newFolder();
	const server = await startServer({ dataDir, env: { DEMO: '1' }, asPeopleDo: true });
	try {
		await server.ready();
		await demoPlayed(server);
		const seconds = quick ? 10 : 60;
		await sleep(seconds * 1_000);
		const { app, database } = memoryOf(server.pid);
		report.part('memory', `the demo company, ${seconds} s idle`);
		report.figure({ what: 'app', value: app, unit: 'MB' });
		report.figure({ what: 'database', value: database, unit: 'MB' });
		report.figure({ what: 'all processes', value: app + database, unit: 'MB', bar: { atMost: 350 } });
	} finally {
		await server.stop();
		await removeFolder(dataDir);
	}
}

/** The month of questions is over when their number stands still. */
async function demoPlayed(server: Running): Promise<void> {
	type Listed = { items: { id: string }[] };
	for (let before = '', still = 0; still < 3;) {
		await sleep(1_000);
		const { items } = await server.call<Listed>('GET', '/api/v1/questions?limit=1');
		const newest = items[0]?.id ?? '';
		still = newest !== '' && newest === before ? still + 1 : 0;
		before = newest;
	}
}
