import { defaultLang } from '#core/brand.ts';
import type { Config } from '#core/config.ts';
import { type Database, openDatabase } from '#core/db.ts';
import type { EventKind } from '#core/events/define.ts';
import type { EventKinds } from '#core/events/read.ts';
import { queueOf, type Subscriber } from '#core/events/subscribe.ts';
import { openJobs, type Jobs } from '#core/jobs.ts';
import type { Log } from '#core/log.ts';
import { openRefresher, type Refresher, topicVersion } from '#core/refresh.ts';
import { loadSecret, openSecrets, type Secrets } from '#core/secrets.ts';
import { openSettings, type Settings, SETTINGS_TOPIC } from '#core/settings.ts';
import { type Clock, systemClock } from '#core/time.ts';
import { transactor, type Transact } from '#core/transaction.ts';
import {
	assistantEvents,
	openQuestionLog,
	openScorer,
	type QuestionLog,
	type Scorer,
} from '#modules/assistant/index.ts';
import { conversationEvents } from '#modules/conversations/index.ts';
import { customerEvents } from '#modules/customers/index.ts';
import { type Library, knowledgeEvents, openLibrary } from '#modules/knowledge/index.ts';
import { staffEvents } from '#modules/staff/index.ts';
import { startWork } from './worker.ts';

/** Everything that lives as long as the process. Made once by `openApp`, passed on as an argument. */
export type App = {
	config: Config;
	log: Log;
	clock: Clock;
	database: Database;
	transact: Transact;
	jobs: Jobs;
	secrets: Secrets;
	settings: Settings;
	refresher: Refresher;
	/** What is published, searchable. Only a process with the web role loads it. */
	library: Library;
	scorer: Scorer;
	questionLog: QuestionLog;
	kinds: EventKinds;
	close(): Promise<void>;
};

/** The only place that knows all modules: their events and what they do about each other's. */
const EVENTS: readonly EventKind<unknown>[] = [
	...assistantEvents,
	...conversationEvents,
	...customerEvents,
	...knowledgeEvents,
	...staffEvents,
];
export const SUBSCRIBERS: readonly Subscriber<App>[] = [];

export type AppOptions = {
	config: Config;
	url: string;
	log: Log;
	clock?: Clock;
	env?: Record<string, string | undefined>;
};

/** Opens everything on a migrated database. The caller closes. */
export async function openApp({ config, url, log, clock = systemClock, env = process.env }: AppOptions): Promise<App> {
	const secrets = openSecrets(await loadSecret(config.SECRET, config.DATA_DIR));
	const database = openDatabase(url);
	const { db, pool } = database;
	const jobs = await openJobs(pool, log, { worker: config.ROLES.includes('worker') });
	const acts = SUBSCRIBERS.filter((subscriber) => subscriber.how === 'act');
	await jobs.prepare(acts.map((subscriber) => ({ name: queueOf(subscriber) })));
	const queues = queuesByEvent(acts);
	const transact = transactor(db, {
		clock,
		queuesFor: (event) => queues.get(event) ?? [],
		enqueue: (tx, queue, data) => jobs.enqueue(tx, queue, data),
	});
	const settings = openSettings(db, secrets, env);
	await settings.load();
	const refresher = openRefresher(db, config.DATABASE_DIRECT_URL ?? url, log);
	const kinds: EventKinds = new Map(EVENTS.map((kind) => [kind.name, kind as EventKind]));
	const library = openLibrary({ db, refresher, dataDir: config.DATA_DIR, log });
	const scorer = openScorer({ url, library, fallbackLang: () => settings.get(defaultLang), log });
	const questionLog = openQuestionLog(transact);
	const close = async () => {
		await scorer.close();
		await library.close();
		await refresher.close();
		await jobs.close();
		await database.close();
	};
	const app: App = {
		config,
		log,
		clock,
		database,
		transact,
		jobs,
		secrets,
		settings,
		refresher,
		library,
		scorer,
		questionLog,
		kinds,
		close,
	};
	refresher.watch({
		topic: SETTINGS_TOPIC,
		from: await topicVersion(db, SETTINGS_TOPIC),
		onChange: () => settings.load(),
	});
	if (config.ROLES.includes('worker')) await startWork(app, SUBSCRIBERS);
	return app;
}

function queuesByEvent(acts: readonly (Subscriber<App> & { how: 'act' })[]): Map<string, string[]> {
	const queues = new Map<string, string[]>();
	for (const act of acts)
		for (const { name } of act.events) queues.set(name, [...(queues.get(name) ?? []), queueOf(act)]);
	return queues;
}

// Under a global symbol because the built pages carry their own copy of this file.
const RUNNING = Symbol.for('saunders.app');

export function setRunningApp(app: App): void {
	(globalThis as Record<symbol, unknown>)[RUNNING] = app;
}

/** The app of this process, for SvelteKit's hooks, which nobody can pass it to. */
export function runningApp(): App {
	const app = (globalThis as Record<symbol, unknown>)[RUNNING] as App | undefined;
	if (!app) throw new Error('The app is not running.');
	return app;
}
