export { explainPromise } from './by-hand/explain-promise.ts';
export { cancelPromise, keepPromise } from './by-hand/keep-promise.ts';
export { makePromise } from './by-hand/make-promise.ts';
export { listCalendars, type ListedCalendar, readCalendar } from './calendars/list-calendars.ts';
export { removeCalendar, returnCalendar } from './calendars/remove-calendar.ts';
export { type CalendarInput, changeCalendar, makeCalendar } from './calendars/write-calendar.ts';
export { answered } from './clock/answered.ts';
export { cancelPromises } from './clock/cancel.ts';
export type { Subject } from './clock/lock-promises.ts';
export { pausePromises, resumePromises } from './clock/pause.ts';
export { type Occasion, promiseResponse } from './clock/promise-response.ts';
export { reopened, resolved } from './clock/resolved.ts';
export { retimePromises } from './clock/retime.ts';
export { type PromiseSubjects, stepJob, stepPromise } from './clock/step.ts';
export { sweepPromises, sweepPromisesJob } from './clock/sweep.ts';
export { erasePromises } from './erase-promises.ts';
export { exportPromises } from './export-promises.ts';
export { promiseBroken, promiseEscalated, promiseEvents } from './events.ts';
export * from './kinds.ts';
export { promiseFacts, type PromiseFacts } from './reading/promise-facts.ts';
export { type Expected, expectedBy, previewPromises } from './reading/expected-by.ts';
export { type ListedPromise, listPromises, type PromiseFilter, readPromise } from './reading/list-promises.ts';
export { myPromises } from './reading/my-promises.ts';
export { type Due, nextDue, openByTopic, promisesCalled, promisesOf, promisesOfMany } from './reading/promises-of.ts';
export {
	type Keyed,
	type PromiseReport,
	type PromiseSums,
	publicReport,
	type PublicReport,
	reportPromises,
} from './reading/report.ts';
export type { Standing } from './reading/standing.ts';
export { listRules } from './rules/list-rules.ts';
export { orderRules } from './rules/order-rules.ts';
export { removeRule, returnRule } from './rules/remove-rule.ts';
export type { Circumstances, Rule } from './rules/rule-for.ts';
export { changeRule, makeRule } from './rules/write-rule.ts';
export { publicPromises } from './settings.ts';
