import { sweepFilesJob } from '#core/files/sweep-files.ts';
import type { JobKind } from '#core/jobs.ts';
import { leftAloneJob } from '#journeys/left-alone.ts';
import { reconcileJob, settleJob as settleJourneysJob } from '#journeys/settle.ts';
import { stopFallenJob } from '#journeys/settings/stop-fallen.ts';
import { settleJob, wordsJob } from '#modules/analytics/index.ts';
import { fetchBusyJob, sweepBusyJob, sweepHoldsJob, offerTimesJob, proposeVisitsJob } from '#modules/bookings/index.ts';
import { expireColleagueQuestionsJob, readWordsJob, wakeConversationsJob } from '#modules/conversations/index.ts';
import { assignJob, forgetActsJob } from '#modules/inbox/index.ts';
import {
	embedJob,
	factsJob,
	forgetDiscardedJob,
	publishDueJob,
	purgeJob,
	transfersJob,
	twinsJob,
} from '#modules/knowledge/index.ts';
import {
	deliverJob,
	mailMentionJob,
	type Outbox,
	remindJob,
	remindOfVisitsJob,
	wakeJob,
} from '#modules/notifications/index.ts';
import { stepJob, sweepPromisesJob } from '#modules/promises/index.ts';
import { forgetRemovedJob, runTestsJob } from '#modules/test-sets/index.ts';
import type { App } from './app.ts';

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
		proposeVisitsJob(app),
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
