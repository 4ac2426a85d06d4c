export { staffEvents } from './events.ts';
export { actorOfKey, ensureKey, hasKeys, listKeys, makeKey, revokeKey } from './keys.ts';
