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
import { eraseReplies } from '#core/idempotency.ts';
import type { MineReader } from '#core/mine.ts';
import { modelSettings } from '#core/model.ts';
import { settingChanged, settingFiles, type SettingKind } from '#core/settings.ts';
import { timeZone } from '#core/zone.ts';
import { eraseJourneys } from '#journeys/erase-journeys.ts';
import { journeyEvents } from '#journeys/events.ts';
import { exportJourneys } from '#journeys/export-journeys.ts';
import { journeyFiles } from '#journeys/journey-files.ts';
import { myJourneys } from '#journeys/my-journeys.ts';
import { serviceEvents } from '#journeys/settings/events.ts';
import { openServices, type Services } from '#journeys/registry.ts';
import { countByDay, recountOnZone, tellStories } from '#modules/analytics/index.ts';
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
	myVisits,
	myPlans,
	myWaiting,
	planVisitsService,
	offerMinutes,
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
	freeConversations,
	exportConversations,
	messageFiles,
	myConversations,
	retimeOnGroups,
} from '#modules/conversations/index.ts';
import {
	assignOnChange,
	exportTags,
	inboxAssignment,
	inboxAwayMinutes,
	inboxEvents,
	retimeOnTag,
} from '#modules/inbox/index.ts';
import { customerEvents, keepErasure } from '#modules/customers/index.ts';
import { knowledgeEvents, translationFiles } from '#modules/knowledge/index.ts';
import {
	eraseNotifications,
	exportNotifications,
	noticeOfConversation,
	noticeOfFailedPublication,
	noticeOfJourney,
	noticeOfService,
	noticeOfMention,
	noticeOfPromise,
	noticeOfOffer,
	noticeOfPlan,
	noticeOfVisit,
	notificationEvents,
	ownerEmail,
} from '#modules/notifications/index.ts';
import {
	erasePromises,
	exportPromises,
	myPromises,
	promiseEvents,
	type PromiseSubjects,
	publicPromises,
} from '#modules/promises/index.ts';
import { setUp, signInSettings, staffEvents } from '#modules/staff/index.ts';
import { eraseTests, testEvents } from '#modules/test-sets/index.ts';
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
	noticeOfPlan,
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
	planVisitsService,
	rateVisitService,
	commissionMachineService,
	chooseCompressorService,
]);

/** What promises are about: a type that is not named here is nobody's, and its promises are told the owner. */
export const PROMISE_SUBJECTS: PromiseSubjects = { conversation: conversationPromises };

/** What a customer has going on, and had, by where it is kept. */
export const MY_READERS: readonly MineReader[] = [
	myVisits,
	myPlans,
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
