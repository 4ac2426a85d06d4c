export * from './kinds.ts';
export type { PromiseSums } from './reading/report.ts';
