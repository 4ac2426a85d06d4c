import type { Route } from './route.ts';
import { answerRoutes } from './routes/answers.ts';
import { articleRoutes } from './routes/articles.ts';
import { assetRoutes } from './routes/assets.ts';
import { auditRoutes } from './routes/audit.ts';
import { bookingSetupRoutes } from './routes/booking-setup.ts';
import { busySourceRoutes } from './routes/busy-sources.ts';
import { calendarFeedRoutes } from './routes/calendar-feeds.ts';
import { calendarRoutes } from './routes/calendars.ts';
import { collectionRoutes } from './routes/collections.ts';
import { conversationActRoutes } from './routes/conversation-acts.ts';
import { conversationStreamRoutes } from './routes/conversation-stream.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { customerRoutes } from './routes/customers.ts';
import { draftRoutes } from './routes/drafts.ts';
import { feedbackRoutes } from './routes/feedback.ts';
import { fileRoutes } from './routes/files.ts';
import { gapRoutes } from './routes/gaps.ts';
import { handoffRoutes } from './routes/handoffs.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { inboxActRoutes } from './routes/inbox-acts.ts';
import { inboxArrangeRoutes } from './routes/inbox-arrange.ts';
import { sortingRoutes } from './routes/inbox-sorting.ts';
import { inboxHelpRoutes } from './routes/inbox-help.ts';
import { inboxReportRoutes } from './routes/inbox-report.ts';
import { inboxSearchRoutes } from './routes/inbox-search.ts';
import { insightRoutes } from './routes/insights.ts';
import { hostKeyRoutes } from './routes/host-keys.ts';
import { identityRoutes } from './routes/identities.ts';
import { journeyRoutes } from './routes/journeys.ts';
import { joinRoutes } from './routes/join.ts';
import { keyRoutes } from './routes/keys.ts';
import { memberRoutes } from './routes/members.ts';
import { knowledgeActRoutes } from './routes/knowledge-acts.ts';
import { knowledgeArticleRoutes } from './routes/knowledge-articles.ts';
import { knowledgeReportRoutes } from './routes/knowledge-reports.ts';
import { knowledgeTreeRoutes } from './routes/knowledge-tree.ts';
import { knowledgeViewRoutes } from './routes/knowledge-views.ts';
import { messageRoutes } from './routes/messages.ts';
import { presenceRoutes } from './routes/presence.ts';
import { promiseRuleRoutes } from './routes/promise-rules.ts';
import { mineRoutes } from './routes/mine.ts';
import { promiseRoutes } from './routes/promises.ts';
import { publicationRoutes } from './routes/publications.ts';
import { questionRoutes } from './routes/questions.ts';
import { reviewRoutes } from './routes/reviews.ts';
import { redirectRoutes } from './routes/redirects.ts';
import { serviceRoutes } from './routes/services.ts';
import { serviceSettingRoutes } from './routes/service-settings.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { setUpRoutes } from './routes/set-up.ts';
import { settingRoutes } from './routes/settings.ts';
import { teamCalendarRoutes } from './routes/team-calendar.ts';
import { textRoutes } from './routes/text.ts';
import { testQuestionRoutes } from './routes/test-questions.ts';
import { testRunRoutes } from './routes/test-runs.ts';
import { testSetRoutes } from './routes/test-sets.ts';
import { translationRoutes } from './routes/translations.ts';
import { transferRoutes } from './routes/transfers.ts';
import { versionRoutes } from './routes/versions.ts';
import { visitPlanRoutes } from './routes/visit-plans.ts';
import { visitRoutes } from './routes/visits.ts';
import { waitlistRoutes } from './routes/waitlist.ts';
import { wordRoutes } from './routes/words.ts';

/** Everything the API offers; the reference, its page and the test that tries other people's ids are made from this table. */
export const ROUTES: readonly Route[] = [
	...answerRoutes,
	...articleRoutes,
	...versionRoutes,
	...translationRoutes,
	...draftRoutes,
	...publicationRoutes,
	...presenceRoutes,
	...reviewRoutes,
	...collectionRoutes,
	...knowledgeTreeRoutes,
	...knowledgeArticleRoutes,
	...knowledgeActRoutes,
	...knowledgeViewRoutes,
	...knowledgeReportRoutes,
	...redirectRoutes,
	...transferRoutes,
	...fileRoutes,
	...questionRoutes,
	...gapRoutes,
	...wordRoutes,
	...testSetRoutes,
	...testQuestionRoutes,
	...testRunRoutes,
	...insightRoutes,
	...conversationRoutes,
	...messageRoutes,
	...textRoutes,
	...handoffRoutes,
	...feedbackRoutes,
	...conversationStreamRoutes,
	...conversationActRoutes,
	...inboxRoutes,
	...inboxArrangeRoutes,
	...inboxActRoutes,
	...sortingRoutes,
	...inboxHelpRoutes,
	...inboxSearchRoutes,
	...inboxReportRoutes,
	...serviceRoutes,
	...serviceSettingRoutes,
	...journeyRoutes,
	...mineRoutes,
	...promiseRoutes,
	...promiseRuleRoutes,
	...calendarRoutes,
	...bookingSetupRoutes,
	...teamCalendarRoutes,
	...visitRoutes,
	...waitlistRoutes,
	...visitPlanRoutes,
	...assetRoutes,
	...calendarFeedRoutes,
	...busySourceRoutes,
	...sessionRoutes,
	...identityRoutes,
	...customerRoutes,
	...joinRoutes,
	...memberRoutes,
	...auditRoutes,
	...keyRoutes,
	...settingRoutes,
	...hostKeyRoutes,
	...setUpRoutes,
];
