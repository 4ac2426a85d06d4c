export { staffEvents } from './events.ts';
export { actorOfKey, ensureKey, hasKeys, listKeys, makeKey, revokeKey } from './keys.ts';
export type { Key } from './tables.ts';
