export {
	bookingEvents,
	visitBooked,
	visitCancelled,
	visitDone,
	visitMissed,
	visitMoved,
	visitRated,
	planProposed,
	waitingOffered,
} from './events.ts';
export { fetchBusy, fetchBusyJob, sweepBusyJob } from './busy/fetch-busy.ts';
export {
	addBusySource,
	askBusySource,
	type BusySource,
	listBusySources,
	removeBusySource,
} from './busy/keep-sources.ts';
export { type Clash, listClashes } from './busy/list-clashes.ts';
export { eraseVisits } from './erase-visits.ts';
export { listFeeds, makeFeed, revokeFeed } from './feeds/keep-feeds.ts';
export { readFeed } from './feeds/read-feed.ts';
export { exportVisits } from './export-visits.ts';
export * from './kinds.ts';
export {
	type Item,
	type PlannedVisit,
	readPlannedVisit,
	readVisit,
	type Visit,
	visitsBetween,
	visitsOf,
} from './reading/list-visits.ts';
export { type DescribedVisit, describeVisit, type VisitChange } from './reading/describe-visit.ts';
export { visitEntry } from './reading/visit-entry.ts';
export { myVisits } from './reading/my-visits.ts';
export { type CalendarPage, type CalendarVisit, readCalendar } from './reading/read-calendar.ts';
export { standsAs, type VisitFacts, visitFacts, visitsTomorrow } from './reading/visit-facts.ts';
export { offerMinutes, travelTerms } from './settings.ts';
export { listCrews, listPlaces, listResources, listVisitTypes, listWorkers, offeredVisitTypes } from './setup/lists.ts';
export { changeCrew, makeCrew } from './setup/write-crew.ts';
export { changePlace, makePlace } from './setup/write-place.ts';
export { changeResource, makeResource } from './setup/write-resource.ts';
export { changeVisitType, makeVisitType, type VisitTypeInput } from './setup/write-visit-type.ts';
export { changeWorker, makeWorker, type WorkerInput } from './setup/write-worker.ts';
export { type Booked, type Booking, bookVisit } from './visits/book-visit.ts';
export { cancelVisit } from './visits/cancel-visit.ts';
export { type Cost, whatCancellingCosts, whatMovingCosts } from './visits/costs.ts';
export { endVisit } from './visits/end-visit.ts';
export { type Held, holdVisit, type VisitWish } from './visits/hold-visit.ts';
export { moveVisit } from './visits/move-visit.ts';
export { type NamedObstacle, obstaclesTo } from './visits/obstacles.ts';
export { openSlots, openSlotsToMove, type Slot, type SlotSearch } from './visits/open-slots.ts';
export { waiveAmount } from './visits/owe.ts';
export { rateVisit, type VisitRating } from './visits/rate-visit.ts';
export { releaseHold } from './visits/release-hold.ts';
export { followVisits } from './visits/tell-visit.ts';
export { OBSTACLES, type ObstacleCode } from './time/obstacles.ts';
export { sweepHolds, sweepHoldsJob } from './visits/sweep-holds.ts';
export type { VisitType } from './visits/terms.ts';
export { type DescribedPlan, describePlans, dueNow } from './plans/describe-plan.ts';
export { myPlans } from './plans/my-plans.ts';
export { proposeVisits, proposeVisitsJob } from './plans/propose-visits.ts';
export { listPlans, makePlan, readPlan, stopPlan } from './plans/visit-plan.ts';
export { DAY_PARTS, WAITING_ENDS, WAITING_STATES } from './waitlist/kinds.ts';
export { joinWaitlist } from './waitlist/join-waitlist.ts';
export { leaveWaitlist } from './waitlist/leave-waitlist.ts';
export { myWaiting } from './waitlist/my-waiting.ts';
export { offerTimes, offerTimesJob } from './waitlist/offer-times.ts';
export { type DescribedWaiting, describeWaiting, isOffered, offeredNow } from './waitlist/describe-waiting.ts';
export { listWaiting, readWaiting, type WaitingRow } from './waitlist/waiting-entry.ts';
export { contactBy } from './services/contact.ts';
export { bookAsAnswered, UNDO_MINUTES, undoVisit, visitPlace, visitSlot, visitTerms } from './services/visit-parts.ts';
export { bookVisit as bookVisitService } from './services/book-visit.service.ts';
export { cancelVisit as cancelVisitService } from './services/cancel-visit.service.ts';
export { moveVisit as moveVisitService } from './services/move-visit.service.ts';
export { planVisits as planVisitsService } from './services/plan-visits.service.ts';
export { waitForTime as waitForTimeService } from './services/wait-for-time.service.ts';
export { rateVisit as rateVisitService } from './services/rate-visit.service.ts';
