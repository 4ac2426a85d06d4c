import { emailChannel, mailFrom, smtpUrl } from '#channels/email/index.ts';
import { brandColour, brandLogo, brandName, defaultLang, offeredLangs } from '#core/brand.ts';
import { type Config, directUrl } from '#core/config.ts';
import { type Database, openDatabase } from '#core/db.ts';
import { type Delivery, openDelivery } from '#core/delivery.ts';
import { openEar } from '#core/ear.ts';
import type { EventKind } from '#core/events/define.ts';
import type { Eraser } from '#core/events/eraser.ts';
import { retentionOf, type TextRows } from '#core/events/forget-old.ts';
import type { Exporter } from '#core/events/exporter.ts';
import type { EventKinds } from '#core/events/read.ts';
import { queueOf, type Subscriber } from '#core/events/subscribe.ts';
import { eraseUploads } from '#core/files/erase-uploads.ts';
import { exportUploads } from '#core/files/export-uploads.ts';
import type { FilePolicies } from '#core/files/find-file.ts';
import { s3AccessKeyId, s3Bucket, s3Endpoint, s3Region, s3SecretAccessKey } from '#core/files/settings.ts';
import { openStorage, type Storage } from '#core/files/storage.ts';
import { sweepFilesJob } from '#core/files/sweep-files.ts';
import type { Say } from '#core/i18n/say.ts';
import { sayer } from '#core/i18n/texts.ts';
import { eraseReplies } from '#core/idempotency.ts';
import { type JobKind, openJobs, type Jobs } from '#core/jobs.ts';
import { type Live, openLive } from '#core/live.ts';
import type { Log } from '#core/log.ts';
import { modelSettings } from '#core/model.ts';
import { openRefresher, type Refresher, topicVersion } from '#core/refresh.ts';
import { loadSecret, openSecrets, type Secrets } from '#core/secrets.ts';
import {
	openSettings,
	settingChanged,
	settingFiles,
	type SettingKind,
	type Settings,
	SETTINGS_TOPIC,
} from '#core/settings.ts';
import { type Clock, systemClock } from '#core/time.ts';
import { openTracing, type Tracing } from '#core/tracing.ts';
import { transactor, type Transact } from '#core/transaction.ts';
import { timeZone } from '#core/zone.ts';
import { countByDay, openTally, recountOnZone, settleJob, type Tally, tellStories, wordsJob } from '#modules/analytics/index.ts';
import {
	assistantEvents,
	eraseQuestions,
	exportQuestions,
	openQuestionLog,
	openScorer,
	openWording,
	type QuestionLog,
	type Scorer,
	type Wording,
} from '#modules/assistant/index.ts';
import { embeddingSettings } from '#modules/embedding/index.ts';
import { eraseGaps, forgetQuestions, gapEvents, gatherGaps, searchQuestions, settleGaps } from '#modules/gaps/index.ts';
import {
	type Attendant,
	conversationEvents,
	conversationPromises,
	eraseConversations,
	expireColleagueQuestionsJob,
	freeConversations,
	exportConversations,
	type Feeds,
	messageFiles,
	openAttendant,
	openFeeds,
	readWordsJob,
	wakeConversationsJob,
} from '#modules/conversations/index.ts';
import { assignJob, assignOnChange, inboxAssignment, inboxAwayMinutes, inboxEvents } from '#modules/inbox/index.ts';
import { customerEvents, keepErasure } from '#modules/customers/index.ts';
import {
	embedJob,
	factsJob,
	forgetDiscardedJob,
	knowledgeEvents,
	type Library,
	openLibrary,
	publishDueJob,
	purgeJob,
	transfersJob,
	translationFiles,
	twinsJob,
} from '#modules/knowledge/index.ts';
import {
	deliverJob,
	eraseNotifications,
	exportNotifications,
	noticeOfConversation,
	noticeOfFailedPublication,
	noticeOfPromise,
	notificationEvents,
	ownerEmail,
	type Outbox,
	remindJob,
	wakeJob,
} from '#modules/notifications/index.ts';
import {
	erasePromises,
	exportPromises,
	promiseEvents,
	type PromiseSubjects,
	publicPromises,
	stepJob,
	sweepPromisesJob,
} from '#modules/promises/index.ts';
import { openSignIn, setUp, type SignIn, signInSettings, staffEvents } from '#modules/staff/index.ts';
import { eraseTests, forgetRemovedJob, runTestsJob, testEvents } from '#modules/test-sets/index.ts';
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
	/** Scheme and host that customers use, for links in mails. */
	origin(): string;
	close(): Promise<void>;
};

const EVENTS: readonly EventKind<unknown>[] = [
	...assistantEvents,
	...conversationEvents,
	...customerEvents,
	...gapEvents,
	...inboxEvents,
	...knowledgeEvents,
	...notificationEvents,
	...promiseEvents,
	settingChanged,
	...staffEvents,
	...testEvents,
];
export const KINDS: EventKinds = new Map(EVENTS.map((kind) => [kind.name, kind as EventKind]));
/** What goes when a kind of fact is no longer kept: `retention` says after how many days. */
export const TEXT_ROWS: TextRows = {
	'question.asked': { table: 'questions', before: forgetQuestions },
	'rating.given': { table: 'ratings' },
	'conversation.opened': { table: 'conversations' },
	'notification.sent': { table: 'notifications' },
	'notification.failed': { table: 'notifications' },
};
/** What goes with a customer who is erased, beside their own row, addresses and sessions. */
export const ERASERS: readonly Eraser[] = [
	eraseQuestions,
	eraseGaps,
	eraseTests,
	eraseConversations,
	eraseNotifications,
	erasePromises,
	eraseUploads,
	eraseReplies,
];
/** What a customer is given who asks what is kept of them, beside what the customers' own tables hold. */
export const EXPORTERS: readonly Exporter[] = [
	exportQuestions,
	exportConversations,
	exportNotifications,
	exportPromises,
	exportUploads,
];
export const retention = retentionOf(EVENTS.map(({ name }) => name));
const SUBSCRIBERS: readonly Subscriber<App>[] = [
	noticeOfConversation,
	noticeOfFailedPublication,
	noticeOfPromise,
	freeConversations,
	keepErasure,
	searchQuestions,
	gatherGaps,
	settleGaps,
	countByDay,
	tellStories,
	recountOnZone(retention),
	assignOnChange,
];
/** Who may read a file is a rule of the thing it belongs to. */
export const FILE_POLICIES: FilePolicies = {
	translation: translationFiles,
	setting: settingFiles,
	message: messageFiles,
};

/** What promises are about: a type that is not named here is nobody's, and its promises are told the owner. */
const PROMISE_SUBJECTS: PromiseSubjects = { conversation: conversationPromises };

/** What an owner may set, in the order in which they are listed. */
export const SETTINGS: readonly SettingKind<unknown>[] = [
	brandName,
	brandColour,
	brandLogo,
	defaultLang,
	offeredLangs,
	timeZone,
	publicPromises,
	inboxAssignment,
	inboxAwayMinutes,
	retention,
	ownerEmail,
	smtpUrl,
	mailFrom,
	s3Bucket,
	s3Endpoint,
	s3Region,
	s3AccessKeyId,
	s3SecretAccessKey,
	...modelSettings,
	...embeddingSettings,
	...signInSettings,
	setUp,
];

function jobsOf(app: App): JobKind<never>[] {
	const outbox: Outbox = { ...app, db: app.database.db };
	return [
		deliverJob(outbox),
		wakeJob(outbox),
		sweepFilesJob(app),
		embedJob({ ...app, db: app.database.db }),
		publishDueJob({ ...app, db: app.database.db }),
		remindJob(app),
		forgetDiscardedJob({ ...app, db: app.database.db }),
		factsJob({ ...app, db: app.database.db }),
		twinsJob({ ...app, db: app.database.db }),
		transfersJob({ ...app, db: app.database.db }),
		purgeJob(app),
		settleJob(app),
		wordsJob(app),
		runTestsJob(app),
		forgetRemovedJob(app),
		wakeConversationsJob({ ...app, db: app.database.db }),
		readWordsJob({ ...app, db: app.database.db }),
		expireColleagueQuestionsJob({ ...app, db: app.database.db }),
		stepJob(app),
		sweepPromisesJob(app),
		assignJob(app),
	] as JobKind<never>[];
}

type AppOptions = {
	config: Config;
	url: string;
	log: Log;
	clock?: Clock;
	env?: Record<string, string | undefined>;
};

/** Opens everything on a migrated database. The caller closes. */
export async function openApp({ config, url, log, clock = systemClock, env = process.env }: AppOptions): Promise<App> {
	const secrets = openSecrets(await loadSecret(config.SECRET, config.DATA_DIR));
	const tracing = await openTracing(config);
	const database = openDatabase(url, { tracing });
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
		signIn: openSignIn({ db, transact, settings, secrets }),
		storage: openStorage(config.DATA_DIR, settings),
		say: sayer(settings),
		questionLog: openQuestionLog(transact),
		tally: openTally({ transact, settings, clock, log }),
		wording: openWording({ settings, db, log }),
		origin: () => config.ORIGIN ?? `http://localhost:${config.PORT}`,
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
