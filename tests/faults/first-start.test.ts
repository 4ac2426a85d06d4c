import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { parse } from 'yaml';
import { withClient } from '../support/backup.ts';
import { emptyDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { launchProgram, type Program, startProgram } from './program.ts';

vi.setConfig({ testTimeout: 180_000 });

const ROOT = path.join(import.meta.dirname, '../..');
const MONTH = parse(await readFile(path.join(ROOT, 'db/seed/month.yaml'), 'utf8')) as unknown[];

/** Whatever was asked for is a question or, where it was a wish, a service that was begun. */
const LOADED = `select (select value->>'state' from settings where key = 'demo') as state,
	(select jsonb_array_length(value->'articles') from settings where key = 'demo')::int as named,
	(select count(*) from articles)::int as articles, (select count(*) from translations where version <> 1)::int as rewritten,
	(select (select count(*) from questions) + (select count(*) from conversations c where journey_id is not null
		and not exists (select from questions q where q.conversation_id = c.id)))::int as questions, (select count(*) from api_keys where name = 'Demo')::int as demo_keys,
	(select count(*) from customers)::int as customers,
	(select count(*) from promises where state = 'running' and due_at < now() - interval '1 minute')::int as overdue,
	(select jsonb_array_length(value->'customers') from settings where key = 'demo')::int as invented`;
type Loaded = Record<
	'named' | 'articles' | 'rewritten' | 'questions' | 'demo_keys' | 'customers' | 'overdue' | 'invented',
	number
> & {
	state: string | null;
};

/** What there is of the demo; nothing before the tables are there. */
const look = (url: string) =>
	withClient(url, async (client) => (await client.query<Loaded>(LOADED).catch(() => undefined))?.rows[0]);

const when = (url: string, isTime: (demo: Loaded) => boolean) =>
	until(async () => {
		const demo = await look(url);
		return demo && isTime(demo) && demo;
	}, 120_000);

async function emptyUrl(): Promise<string> {
	const { url, drop } = await emptyDatabase();
	onTestFinished(drop);
	return url;
}

/** Two processes on the same database; whether they get ready is the test's business. */
function launchTwo(url: string): Promise<Program[]> {
	return Promise.all(
		[1, 2].map(async () => {
			const program = await launchProgram({ DATABASE_URL: url, DEMO: '1', API_KEY: '' });
			onTestFinished(program.destroy);
			return program;
		}),
	);
}

async function kill(programs: readonly (Program | undefined)[]) {
	for (const program of programs) program?.child.kill('SIGKILL');
	await Promise.all(programs.map((program) => program?.ended));
}

const keysIn = (programs: Program[]) => programs.flatMap((program) => program.output().match(/sk_[\w-]+/g) ?? []);

test('two processes that start at once load the demo once, also when they are killed while they do, and it stays away once it is taken away', async () => {
	const url = await emptyUrl();
	const first = await launchTwo(url);
	await when(url, ({ articles }) => articles > 0);
	await kill(first);
	expect(await look(url)).toMatchObject({ state: 'loading' });
	const second = await launchTwo(url);
	await when(url, ({ questions }) => questions > 20);
	const keys = await until(() => second.every((one) => one.output().includes('ready')) && keysIn(second), 30_000);
	expect(keys).toHaveLength(1);
	const last = second[1];
	await kill([second[0]]);
	const demo = await when(url, ({ state }) => state === 'loaded');
	expect(demo).toMatchObject({ articles: demo.named, rewritten: 0, questions: MONTH.length, demo_keys: 1, overdue: 0 });
	expect(demo.customers).toBe(demo.invented);
	expect(await last?.stop()).toBe(0);
	await promisify(execFile)(process.execPath, [path.join(ROOT, 'bin/seed.ts'), '--remove'], {
		env: { ...process.env, DATABASE_URL: url, DATA_DIR: last?.dataDir },
	});
	await startProgram({ DATABASE_URL: url, DEMO: '1' });
	expect(await look(url)).toMatchObject({ state: 'removed', articles: 0, questions: 0, customers: 0 });
});
