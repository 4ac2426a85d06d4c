import { problem } from './errors.ts';

/** How sure we are who it is: nobody known, an address somebody said, an address somebody proved. */
export type Assurance = 'anonymous' | 'claimed' | 'verified';

/** What a link in a mail can open. */
export type Thing = { type: 'visit' | 'conversation' | 'journey'; id: string };

/** Who acts. `id` is the customer's, the key's or the staff member's; `scopes` only matter for keys. */
export type Actor = {
	kind: 'customer' | 'staff' | 'key' | 'assistant' | 'system';
	id: string;
	assurance: Assurance;
	scopes: readonly string[];
	/** Whose session was made with a key: whoever holds it answers for them. */
	vouched?: true;
	on_behalf_of?: string;
	/** Other ids of the same customer, by merges; only of somebody who has proved who they are. */
	also?: readonly string[];
	/** Single things, whoever they belong to, that a customer came to by a link in a mail. */
	opens?: readonly Thing[];
	/** The journey in which a customer acts, and whose that is: they may have come to it by its code or a link. */
	acts_in?: { journey: string; customer: string };
	/** Which of a customer's sessions this is, by the digest of its token. */
	session?: string;
};

/** The program itself, for jobs, imports from the command line and the demo. */
export const SYSTEM: Actor = { kind: 'system', id: 'system', assurance: 'verified', scopes: ['*'] };

/** A visitor of whom nothing is stored yet. */
export const ANONYMOUS: Actor = { kind: 'customer', id: '', assurance: 'anonymous', scopes: [] };

/** Scopes a key may carry; `*` means all. */
export const SCOPES = [
	'knowledge:read',
	'knowledge:write',
	'questions:read',
	'conversations:read',
	'conversations:write',
	'inbox:write',
	'customers:read',
	'customers:write',
	'customers:erase',
	'promises:read',
	'promises:write',
	'bookings:read',
	'bookings:write',
	'assets:read',
	'assets:write',
	'services:read',
	'services:write',
	'settings:write',
	'metrics:read',
	'keys:write',
	'members:read',
	'members:write',
	'audit:read',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Whether staff (a key, a person on the team, the program) may act under this scope. */
export function hasScope(actor: Actor, scope: Scope): boolean {
	if (actor.kind === 'customer' || actor.kind === 'assistant') return false;
	return actor.scopes.includes('*') || actor.scopes.includes(scope);
}

/** All ids under which this customer wrote; none for whoever is no customer, or not known yet. */
export function customersOf(actor: Actor): string[] {
	return actor.kind === 'customer' && actor.id !== '' ? [actor.id, ...(actor.also ?? [])] : [];
}

/** The one under which a customer does what they do now; none (empty) for whoever is no customer. */
export const customerIn = (actor: Actor): string => (actor.kind === 'customer' ? actor.id : '');

/** Whether something is this customer's own, whichever of their ids it was written under. */
export function isTheirs(actor: Actor, customer: string | null): boolean {
	return customer !== null && customersOf(actor).includes(customer);
}

/** Whether they came by a link that opens this very thing. */
export const opens = (actor: Actor, type: Thing['type'], id: string): boolean =>
	actor.kind === 'customer' && actor.opens?.some((one) => one.type === type && one.id === id) === true;

/** Whether they act in a journey of this customer, and in that for them. */
export const actsFor = (actor: Actor, customer: string): boolean =>
	actor.kind === 'customer' && actor.acts_in?.customer === customer;

/** What of a type they came to by links. */
export const openedTo = (actor: Actor, type: Thing['type']): string[] =>
	(actor.kind === 'customer' ? (actor.opens ?? []) : []).flatMap((one) => (one.type === type ? [one.id] : []));

/** Turns a policy's answer into an error: 401 for somebody we do not know at all, 403 for somebody we do. */
export function authorise(allowed: boolean, actor: Actor): void {
	if (allowed) return;
	throw problem(actor.id === '' ? 'unauthenticated' : 'forbidden');
}

/** What goes into an event or version: no scopes, nothing personal. */
export function actorStamp(actor: Actor) {
	return {
		kind: actor.kind,
		id: actor.id,
		assurance: actor.assurance,
		...(actor.on_behalf_of && { on_behalf_of: actor.on_behalf_of }),
	};
}
