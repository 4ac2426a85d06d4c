import { emailChannel } from '#channels/email/index.ts';
import { defaultLang } from '#core/brand.ts';
import { type Config, directUrl } from '#core/config.ts';
import { type Database, openDatabase } from '#core/db.ts';
import { type Delivery, openDelivery } from '#core/delivery.ts';
import { openEar } from '#core/ear.ts';
import { queueOf } from '#core/events/subscribe.ts';
import { openStorage, type Storage } from '#core/files/storage.ts';
import type { Say } from '#core/i18n/say.ts';
import { sayer } from '#core/i18n/texts.ts';
import { openJobs, type Jobs } from '#core/jobs.ts';
import { type Live, openLive } from '#core/live.ts';
import type { Log } from '#core/log.ts';
import { openRefresher, type Refresher, topicVersion } from '#core/refresh.ts';
import { loadSecret, openSecrets, type Secrets } from '#core/secrets.ts';
import { openSettings, type Settings, SETTINGS_TOPIC } from '#core/settings.ts';
import { type Clock, systemClock } from '#core/time.ts';
import { openTracing, type Tracing } from '#core/tracing.ts';
import { transactor, type Transact } from '#core/transaction.ts';
import type { LookUp } from '#journeys/definition.ts';
import type { Services } from '#journeys/registry.ts';
import { SERVICES_TOPIC, settleServices } from '#journeys/settings/settled-services.ts';
import { openTally, type Tally } from '#modules/analytics/index.ts';
import {
	openQuestionLog,
	openRecogniser,
	openScorer,
	openWording,
	type QuestionLog,
	type Recogniser,
	type Scorer,
	type Wording,
} from '#modules/assistant/index.ts';
import { type Attendant, type Feeds, openAttendant, openFeeds } from '#modules/conversations/index.ts';
import { type Library, lookUpCode, openLibrary } from '#modules/knowledge/index.ts';
import type { PromiseSubjects } from '#modules/promises/index.ts';
import { openSignIn, type SignIn } from '#modules/staff/index.ts';
import { startWork } from './worker.ts';
import { jobsOf } from './jobs.ts';
import { PROMISE_SUBJECTS, SERVICES, SETTINGS, SUBSCRIBERS } from './parts.ts';

/** What the modules bring, for whoever is handed the app. */
export { ERASERS, EXPORTERS, FILE_POLICIES, KINDS, MY_READERS, retention, SETTINGS, TEXT_ROWS } from './parts.ts';

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
	storage: Storage;
	delivery: Delivery;
	/** The team's front door. */
	signIn: SignIn;
	say: Say;
	refresher: Refresher;
	live: Live;
	/** What open streams of conversations are told. */
	feeds: Feeds;
	/** What is published, searchable. */
	library: Library;
	scorer: Scorer;
	questionLog: QuestionLog;
	/** Counts what readers and searchers do. */
	tally: Tally;
	/** The assistant in conversations, where the index is. */
	attendant?: Attendant;
	/** A model that words answers; none for a past that is only replayed. */
	wording?: Wording | undefined;
	tracing?: Tracing | undefined;
	promiseSubjects: PromiseSubjects;
	/** What the published articles say of a code. */
	lookUp: LookUp;
	/** What customers can get done. */
	services: Services;
	/** Which of it is asked for. */
	recognise: Recogniser;
	/** Scheme and host that customers use, for links; `here` is where somebody is reached now, and holds where no `ORIGIN` is set. */
	origin(here?: string): string;
	close(): Promise<void>;
};

type AppOptions = {
	config: Config;
	url: string;
	log: Log;
	clock?: Clock;
	env?: Record<string, string | undefined>;
	/** While it starts, all that was left over wants the database at once: until `database.hurry` it may take its time. */
	patient?: boolean;
};

/** Opens everything on a migrated database. The caller closes. */
export async function openApp({
	config,
	url,
	log,
	clock = systemClock,
	env = process.env,
	patient = false,
}: AppOptions): Promise<App> {
	const secrets = openSecrets(await loadSecret(config.SECRET, config.DATA_DIR));
	const tracing = await openTracing(config);
	const database = openDatabase(url, { tracing, patient });
	const { db } = database;
	const settings = openSettings(db, secrets, env);
	await settings.load();
	// A wrong value of the environment is told now, not when it is first needed.
	for (const kind of SETTINGS) settings.get(kind);
	const jobs = await openJobs(database.pool, log, { worker: config.ROLES.includes('worker'), tracing });
	const ear = openEar(directUrl(config, url));
	const live = openLive(database.pool, ear);
	const transact = transactOver(database, { jobs, clock, live });
	const refresher = openRefresher(db, ear, log);
	refresher.watch({
		topic: SETTINGS_TOPIC,
		from: await topicVersion(db, SETTINGS_TOPIC),
		onChange: () => settings.load(),
	});
	const library = openLibrary({ db, url, refresher, settings, dataDir: config.DATA_DIR, log });
	if (config.ROLES.includes('web')) library.open();
	const scorer = openScorer({
		db,
		url,
		library,
		log,
		dataDir: config.DATA_DIR,
		fallbackLang: () => settings.get(defaultLang),
	});
	const delivery = openDelivery();
	delivery.register(emailChannel(settings));
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
		live,
		feeds: openFeeds({ db, live, log, clock }),
		library,
		scorer,
		delivery,
		tracing,
		promiseSubjects: PROMISE_SUBJECTS,
		lookUp: (code, lang) => lookUpCode(library, code, { lang, fallbackLang: settings.get(defaultLang) }),
		services: await watchServices(db, refresher),
		recognise: openRecogniser([...SERVICES.values()]),
		signIn: openSignIn({ db, transact, settings, secrets }),
		storage: openStorage(config.DATA_DIR, settings),
		say: sayer(settings),
		questionLog: openQuestionLog(transact),
		tally: openTally({ transact, settings, clock, log }),
		wording: openWording({ settings, db, log }),
		origin: (here) => config.ORIGIN ?? here ?? `http://localhost:${config.PORT}`,
		close: async () => {
			await app.attendant?.close();
			app.feeds.close();
			for (const part of [app.tally, library, scorer, refresher, live, ear, jobs, database, tracing])
				await part?.close();
		},
	};
	if (config.ROLES.includes('web')) app.attendant = openAttendant(app);
	const kinds = jobsOf(app);
	await jobs.prepare([
		...kinds,
		...SUBSCRIBERS.filter(({ how }) => how === 'act').map((act) => ({ name: queueOf(act) })),
	]);
	if (config.ROLES.includes('worker')) await startWork(app, SUBSCRIBERS, kinds);
	return app;
}

/** The services, with what the owner made of them since. */
async function watchServices(db: Database['db'], refresher: Refresher): Promise<Services> {
	const services = settleServices(db, SERVICES);
	const from = await topicVersion(db, SERVICES_TOPIC);
	await services.load();
	refresher.watch({ topic: SERVICES_TOPIC, from, onChange: () => services.load() });
	return services;
}

/** The same app at another time, and with nobody acting on what happens: for the demo, whose month lies in the past. */
export function atTime(app: App, clock: Clock): App {
	const transact = transactor(app.database.db, { clock, queuesFor: () => [], enqueue: async () => {} });
	return { ...app, clock, transact, questionLog: openQuestionLog(transact), wording: undefined };
}

function transactOver({ db }: Database, { jobs, clock, live }: { jobs: Jobs; clock: Clock; live: Live }): Transact {
	const queues = new Map<string, string[]>();
	for (const act of SUBSCRIBERS)
		if (act.how === 'act')
			for (const { name } of act.events) queues.set(name, [...(queues.get(name) ?? []), queueOf(act)]);
	return transactor(db, {
		clock,
		live,
		queuesFor: (event) => queues.get(event) ?? [],
		enqueue: jobs.enqueue,
	});
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
