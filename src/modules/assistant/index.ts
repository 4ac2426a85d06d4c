export { ask, askInSentences, type AskReply } from './ask.ts';
export { eraseQuestions } from './erase-questions.ts';
export { assistantEvents } from './events.ts';
export { ownQuestion } from './own-question.ts';
export { listQuestions, mostAsked } from './queries.ts';
export { openQuestionLog, type QuestionLog } from './question-log.ts';
export { rate } from './rate.ts';
export { openScorer, type Scorer } from './scorer.ts';
export { type CitedSentence, openWording, type Wording } from './wording/open-wording.ts';
