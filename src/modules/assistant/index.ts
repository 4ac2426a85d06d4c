export { assistantEvents } from './events.ts';
export { listQuestions } from './queries.ts';
export { openQuestionLog, type QuestionLog } from './question-log.ts';
export { type Rating, rate } from './rate.ts';
export type { Answer, Citation, Layout, Outcome } from './tables.ts';
export { ask, askInSentences, type AskReply } from './ask.ts';
export { openScorer, type Scorer } from './scorer.ts';
export { mostAsked, ownQuestion } from './own-question.ts';
export { openWording, type CitedSentence, type Wording } from './wording/open-wording.ts';
