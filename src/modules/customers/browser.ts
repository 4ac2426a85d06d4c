export type { TokenFault } from './host/read-token.ts';
