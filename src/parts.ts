import { mailFrom, smtpUrl } from '#channels/email/index.ts';
import { brandColour, brandLogo, brandName, defaultLang, offeredLangs } from '#core/brand.ts';
import type { EventKind } from '#core/events/define.ts';
import type { Eraser } from '#core/events/eraser.ts';
import { retentionOf, type TextRows } from '#core/events/forget-old.ts';
import type { Exporter } from '#core/events/exporter.ts';
import type { EventKinds } from '#core/events/read.ts';
import type { Subscriber } from '#core/events/subscribe.ts';
import { eraseUploads } from '#core/files/erase-uploads.ts';
import { exportUploads } from '#core/files/export-uploads.ts';
import type { FilePolicies } from '#core/files/find-file.ts';
import { s3AccessKeyId, s3Bucket, s3Endpoint, s3Region, s3SecretAccessKey } from '#core/files/settings.ts';
import { sweepFilesJob } from '#core/files/sweep-files.ts';
import { eraseReplies } from '#core/idempotency.ts';
import type { JobKind } from '#core/jobs.ts';
import type { MineReader } from '#core/mine.ts';
import { modelSettings } from '#core/model.ts';
import { settingChanged, settingFiles, type SettingKind } from '#core/settings.ts';
import { timeZone } from '#core/zone.ts';
import { eraseJourneys } from '#journeys/erase-journeys.ts';
import { journeyEvents } from '#journeys/events.ts';
import { exportJourneys } from '#journeys/export-journeys.ts';
import { journeyFiles } from '#journeys/journey-files.ts';
import { leftAloneJob } from '#journeys/left-alone.ts';
import { myJourneys } from '#journeys/my-journeys.ts';
import { serviceEvents } from '#journeys/settings/events.ts';
import { openServices, type Services } from '#journeys/registry.ts';
import { reconcileJob, settleJob as settleJourneysJob } from '#journeys/settle.ts';
import { stopFallenJob } from '#journeys/settings/stop-fallen.ts';
import { countByDay, recountOnZone, settleJob, tellStories, wordsJob } from '#modules/analytics/index.ts';
import {
	assetEvents,
	commissionMachineService,
	eraseAssets,
	exportAssets,
	reportFaultService,
} from '#modules/assets/index.ts';
import { assistantEvents, eraseQuestions, exportQuestions } from '#modules/assistant/index.ts';
import {
	bookingEvents,
	bookVisitService,
	cancelVisitService,
	moveVisitService,
	rateVisitService,
	eraseVisits,
	exportVisits,
	fetchBusyJob,
	sweepBusyJob,
	myVisits,
	sweepHoldsJob,
	myWaiting,
	offerMinutes,
	offerTimesJob,
	travelTerms,
	waitForTimeService,
} from '#modules/bookings/index.ts';
import { embeddingSettings } from '#modules/embedding/index.ts';
import { chooseCompressorService, findFaultService } from '#modules/guides/index.ts';
import { eraseGaps, forgetQuestions, gapEvents, gatherGaps, searchQuestions, settleGaps } from '#modules/gaps/index.ts';
import {
	conversationEvents,
	conversationPromises,
	eraseConversations,
	expireColleagueQuestionsJob,
	freeConversations,
	exportConversations,
	messageFiles,
	myConversations,
	readWordsJob,
	retimeOnGroups,
	wakeConversationsJob,
} from '#modules/conversations/index.ts';
import {
	assignJob,
	assignOnChange,
	exportTags,
	forgetActsJob,
	inboxAssignment,
	inboxAwayMinutes,
	inboxEvents,
	retimeOnTag,
} from '#modules/inbox/index.ts';
import { customerEvents, keepErasure } from '#modules/customers/index.ts';
import {
	embedJob,
	factsJob,
	forgetDiscardedJob,
	knowledgeEvents,
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
	mailMentionJob,
	noticeOfConversation,
	noticeOfFailedPublication,
	noticeOfJourney,
	noticeOfService,
	noticeOfMention,
	noticeOfPromise,
	noticeOfOffer,
	noticeOfVisit,
	notificationEvents,
	ownerEmail,
	type Outbox,
	remindJob,
	remindOfVisitsJob,
	wakeJob,
} from '#modules/notifications/index.ts';
import {
	erasePromises,
	exportPromises,
	myPromises,
	promiseEvents,
	type PromiseSubjects,
	publicPromises,
	stepJob,
	sweepPromisesJob,
} from '#modules/promises/index.ts';
import { setUp, signInSettings, staffEvents } from '#modules/staff/index.ts';
import { eraseTests, forgetRemovedJob, runTestsJob, testEvents } from '#modules/test-sets/index.ts';
import type { App } from './app.ts';

const EVENTS: readonly EventKind<unknown>[] = [
	...assetEvents,
	...assistantEvents,
	...bookingEvents,
	...conversationEvents,
	...customerEvents,
	...gapEvents,
	...inboxEvents,
	...knowledgeEvents,
	...notificationEvents,
	...journeyEvents,
	...serviceEvents,
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
	'conversation.opened': { table: 'conversations', goesOnBy: 'conversation.message_written' },
	'visit.done': { table: 'visits' },
	'visit.missed': { table: 'visits' },
	'visit.cancelled': { table: 'visits' },
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
	eraseJourneys,
	eraseVisits,
	eraseAssets,
	eraseUploads,
	eraseReplies,
];
/** What a customer is given who asks what is kept of them, beside what the customers' own tables hold. */
export const EXPORTERS: readonly Exporter[] = [
	exportQuestions,
	exportConversations,
	exportTags,
	exportNotifications,
	exportPromises,
	exportJourneys,
	exportVisits,
	exportAssets,
	exportUploads,
];
export const retention = retentionOf(EVENTS.map(({ name }) => name));
/** Who acts on what happens, or counts it. */
export const SUBSCRIBERS: readonly Subscriber<App>[] = [
	noticeOfConversation,
	noticeOfFailedPublication,
	noticeOfJourney,
	noticeOfService,
	noticeOfMention,
	noticeOfPromise,
	noticeOfOffer,
	noticeOfVisit,
	freeConversations,
	retimeOnGroups,
	keepErasure,
	searchQuestions,
	gatherGaps,
	settleGaps,
	countByDay,
	tellStories,
	recountOnZone(retention),
	assignOnChange,
	retimeOnTag,
];
/** Who may read a file is a rule of the thing it belongs to. */
export const FILE_POLICIES: FilePolicies = {
	translation: translationFiles,
	setting: settingFiles,
	message: messageFiles,
	journey: journeyFiles,
};

/** What customers can get done, in the order in which it is offered. */
export const SERVICES: Services = openServices([
	reportFaultService,
	findFaultService,
	bookVisitService,
	moveVisitService,
	cancelVisitService,
	waitForTimeService,
	rateVisitService,
	commissionMachineService,
	chooseCompressorService,
]);

/** What promises are about: a type that is not named here is nobody's, and its promises are told the owner. */
export const PROMISE_SUBJECTS: PromiseSubjects = { conversation: conversationPromises };

/** What a customer has going on, and had, by where it is kept. */
export const MY_READERS: readonly MineReader[] = [
	myVisits,
	myWaiting,
	myJourneys(SERVICES),
	myConversations,
	myPromises,
];

/** What an owner may set, in the order in which they are listed. */
export const SETTINGS: readonly SettingKind<unknown>[] = [
	brandName,
	brandColour,
	brandLogo,
	defaultLang,
	offeredLangs,
	timeZone,
	publicPromises,
	travelTerms,
	offerMinutes,
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

/** The work that is done in the background. */
export function jobsOf(app: App): JobKind<never>[] {
	const outbox: Outbox = { ...app, db: app.database.db };
	return [
		deliverJob(outbox),
		wakeJob(outbox),
		mailMentionJob(app),
		sweepFilesJob(app),
		embedJob({ ...app, db: app.database.db }),
		publishDueJob({ ...app, db: app.database.db }),
		remindJob(app),
		remindOfVisitsJob(app),
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
		sweepHoldsJob(app),
		offerTimesJob(app),
		fetchBusyJob(app),
		sweepBusyJob(app),
		assignJob(app),
		forgetActsJob(app),
		settleJourneysJob(app),
		reconcileJob(app),
		leftAloneJob(app),
		stopFallenJob(app),
	] as JobKind<never>[];
}
