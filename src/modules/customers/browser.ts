export type { TokenFault } from './host/read-token.ts';
export * from './group-limits.ts';
