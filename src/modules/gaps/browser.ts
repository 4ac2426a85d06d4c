export type { FoundIn } from './log/explain-question.ts';
export type { Change, Verdict } from './replay/replay.ts';
