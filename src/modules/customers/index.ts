export { claimEmail } from './claim-email.ts';
export { customerEvents } from './events.ts';
export { customerOfToken, identitiesOf } from './queries.ts';
export { type Session, startSession } from './start-session.ts';
