export { staffEvents } from './events.ts';
export { actorOfKey, ensureKey, listKeys, makeKey, revokeKey } from './keys.ts';
