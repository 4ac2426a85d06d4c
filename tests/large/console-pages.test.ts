import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#core/db.ts';
import { largeBase, numbered } from '#modules/knowledge/organise/list/large-base.fixture.ts';
import { largeLog } from '#modules/gaps/large-log.fixture.ts';
import { largeSets } from '#modules/test-sets/large-sets.fixture.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { begin, emailOf, enrolAll } from '../e2e/team.ts';
import { type Program, startShared } from '../faults/program.ts';

/** `LARGE=1` is what was promised: 10,000 articles, 500,000 questions, every page of the console under 300 ms at the server. In every run there is less of all. */
const { ARTICLES, QUESTIONS, TESTS, TIMES, MOST_MS } = process.env.LARGE
	? { ARTICLES: 10_000, QUESTIONS: 500_000, TESTS: 2_000, TIMES: 4, MOST_MS: 300 }
	: { ARTICLES: 300, QUESTIONS: 2_000, TESTS: 100, TIMES: 2, MOST_MS: 1_000 };

let database: TestDatabase;
let program: Program;
let question: string;

beforeAll(async () => {
	database = await testDatabase();
	const { db, close } = openDatabase(database.url);
	await largeBase(db, ARTICLES);
	await largeLog(db, QUESTIONS, ARTICLES, new Date());
	await largeSets(db, TESTS, ARTICLES);
	question = (await db.selectFrom('questions').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()).id;
	await close();
	await enrolAll({ databaseUrl: database.url }, { Ada: 'owner' });
	program = await startShared({ DATABASE_URL: database.url }, 400_000);
}, 600_000);

afterAll(async () => {
	await program?.destroy();
	await database?.drop();
});

const article = numbered(8);
const pages = () => [
	'',
	'/articles',
	'/articles?sort=title',
	'/articles?state=draft&lang=th',
	'/articles?q=filter+77',
	'/articles?q=compressor',
	`/articles?collection=${numbered(900_001)}&sort=position`,
	'/articles/reports',
	'/articles/reports?report=duplicates',
	'/articles/reports?report=images',
	'/articles/reports?report=outside',
	'/articles/reports?report=redirects',
	'/articles/transfers',
	`/articles/${article}/en`,
	'/questions',
	'/questions?outcome=unsure',
	'/questions?outcome=unsure&lang=th',
	'/questions?rating=bad&lang=vi',
	'/questions?q=filter+leak',
	'/questions?q=filter&rating=bad',
	`/questions/${question}`,
	'/gaps',
	'/gaps?status=closed',
	`/gaps/${numbered(3_000_005)}`,
	'/words',
	'/tests',
	`/tests/${numbered(7_000_000)}`,
	`/tests/${numbered(7_000_000)}?q=filter+77`,
	`/tests/${numbered(7_000_000)}?show=runs`,
	`/tests/${numbered(7_000_000)}/questions/${numbered(8_000_007)}`,
	`/tests/${numbered(7_000_000)}/runs/${numbered(7_100_007)}`,
	`/tests/${numbered(7_000_000)}/runs/${numbered(7_100_007)}?with=${numbered(7_100_008)}`,
	'/insights',
	'/settings/you',
	'/settings/team',
	'/settings/company',
	'/settings/mail',
	'/settings/sign-in',
	'/settings/keys',
	'/settings/audit',
	'/set-up',
];

test('every page of the console is there at once, however much there is', { timeout: 300_000 }, async () => {
	const { cookies } = await begin(program.url, emailOf('Ada'));
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	const slow: string[] = [];
	for (const page of pages()) {
		const taken: number[] = [];
		for (let i = 0; i < TIMES; i++) {
			const begun = performance.now();
			const reply = await fetch(`${program.url}/console${page}`, { headers: { cookie } });
			await reply.text();
			taken.push(performance.now() - begun);
			expect([page, reply.status]).toEqual([page, 200]);
		}
		const best = Math.min(...taken);
		if (process.env.LARGE)
			console.log(`${best.toFixed(0).padStart(5)} ms  (first ${taken[0]?.toFixed(0)})  ${page || '/'}`);
		if (best > MOST_MS) slow.push(`${page}: ${best.toFixed(0)} ms`);
	}
	expect(slow).toEqual([]);
});
