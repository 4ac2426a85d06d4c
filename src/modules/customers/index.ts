export { claimEmail } from './claim-email.ts';
export { eraseCustomer } from './erase-customer.ts';
export { customerEvents } from './events.ts';
export { findCustomers } from './find-customers.ts';
export { customerOfToken, emailOf, identitiesOf, isErased, nameOf } from './queries.ts';
export { replayErasures } from './replay-erasures.ts';
export { startSession } from './start-session.ts';
export { keepErasure } from './subscribers.ts';
