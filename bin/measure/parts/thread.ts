import { type App, openApp } from '#app';
import { SYSTEM } from '#core/access.ts';
import { readConfig } from '#core/config.ts';
import { openLog } from '#core/log.ts';
import { migrate } from '#core/migrate.ts';
import { openEmbedded } from '#core/postgres/open.ts';
import { loadKnowledge } from '../../../db/seed/demo.ts';
import { ask, wantsPerson } from '#modules/assistant/index.ts';
import { type Dialogue, dialogues, LANGS } from '../../../src/modules/assistant/thread/dialogues.fixture.ts';
import { rates, shareOf, type Tried, tryDialogues } from '../../../src/modules/assistant/thread/measure.fixture.ts';
import { type Phrase, phrases } from '../../../src/modules/assistant/wants-person/phrases.fixture.ts';
import type { Context } from '../context.ts';
import { newFolder, removeFolder } from '../server.ts';

const ENOUGH = { followUps: 0.8, changes: 0.95, right: 0.9, wishes: 0.95 };
const MOST_COST = 2.5;

/** What is said in two turns, by language: of no number of the reading was the held half part. */
export async function thread({ report }: Context): Promise<void> {
	const dataDir = await newFolder();
	const database = await openEmbedded({ dataDir, log: () => undefined });
	try {
		await migrate(database.url);
		const env = { DATA_DIR: dataDir, ROLES: 'web', DEMO: '0', PORT: '0' };
		const app = await openApp({ config: readConfig(env), url: database.url, log: openLog('silent'), env });
		await loadKnowledge(app);
		await app.library.ready;
		await app.scorer.settled();
		report.part('thread', 'two turns over the demo; “held” was not looked at while the numbers were chosen');
		const all = await dialogues();
		const ratio = await cost(app, all);
		const tried = await tryDialogues(app, all);
		for (const lang of Object.values(LANGS)) {
			const whole = tried.filter((one) => one.lang === lang);
			show(report, lang, whole, ENOUGH);
			show(report, `${lang}, held`, whole.filter(({ held }) => held)); // prettier-ignore
		}
		show(report, 'all, held', tried.filter((one) => one.held), ENOUGH); // prettier-ignore
		report.figure({ what: 'ask in a thread ÷ ask alone: p95', value: ratio, bar: { atMost: MOST_COST } });
		for (const [lang, said] of await phrases()) showWishes(report, lang, said.filter(({ held }) => held)); // prettier-ignore
		await app.close();
	} finally {
		await database.stop();
		await removeFolder(dataDir);
	}
}

function show(report: Context['report'], whose: string, tried: readonly Tried[], bars?: typeof ENOUGH): void {
	const found = rates(tried);
	const figure = (what: string, value: number, atLeast?: number) =>
		report.figure({ what: `${whose}: ${what}`, value, ...(atLeast && { bar: { atLeast } }) });
	figure('goes on, right first', found.followUps, bars?.followUps);
	figure('goes on, right first without the thread', found.followUpsAlone);
	figure('changes topic, right first', found.changesWithin);
	figure('changes topic, right first without the thread', found.changesAlone);
	figure('changes topic: with ÷ without', found.changes, bars?.changes);
	figure('answered', found.answered);
	figure('answered right', found.answeredRight, bars?.right);
	figure('choices', found.choices);
	figure('unsure', found.unsure);
}

function showWishes(report: Context['report'], lang: string, said: readonly Phrase[]): void {
	for (const wants of [true, false]) {
		const some = said.filter((phrase) => phrase.wants === wants);
		const what = `${lang}, held: ${wants ? 'a person asked for is heard' : 'what asks for none is let be'}`;
		report.figure({
			what,
			value: shareOf(some, ({ text }) => wantsPerson(text) === wants),
			bar: { atLeast: ENOUGH.wishes },
		});
	}
}

/**
 * Nothing is known yet of any question when this runs, of an earlier turn neither: the most that a thread can cost. One dialogue is asked with its
 * thread, the next without, so that a busy moment meets both.
 */
async function cost(app: App, all: readonly Dialogue[]): Promise<number> {
	const times: Record<'within' | 'alone', number[]> = { within: [], alone: [] };
	for (const [i, { first, next, lang }] of all.entries()) {
		const how = i % 2 === 0 ? 'within' : 'alone';
		const before = how === 'within' ? [{ question: first, article_ids: [], outcome: 'answer' as const }] : [];
		const begun = performance.now();
		await ask(app, SYSTEM, { question: next, lang, channel: 'rest', thread: before });
		times[how].push(performance.now() - begun);
	}
	return p95(times.within) / p95(times.alone);
}

const p95 = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? NaN;
