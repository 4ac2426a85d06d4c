import type { Scope } from '#core/access.ts';

/** What somebody on the team may do, from most to least. */
export const ROLES = ['owner', 'editor', 'agent', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/**
 * An owner may do all, also to the team itself. An editor writes what the business knows; an agent talks to customers and reads it; a viewer
 * reads.
 */
export const SCOPES_OF: Record<Role, readonly (Scope | '*')[]> = {
	owner: ['*'],
	editor: [
		'knowledge:read',
		'knowledge:write',
		'questions:read',
		'promises:read',
		'services:read',
		'services:write',
		'members:read',
	],
	agent: [
		'knowledge:read',
		'questions:read',
		'conversations:read',
		'conversations:write',
		'customers:read',
		'customers:write',
		'promises:read',
		'promises:write',
		'bookings:read',
		'bookings:write',
		'assets:read',
		'assets:write',
		'services:read',
		'members:read',
	],
	viewer: ['knowledge:read', 'questions:read', 'promises:read', 'services:read', 'members:read'],
};
