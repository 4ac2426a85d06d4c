import type { Generated } from 'kysely';
import type { Role } from './roles.ts';

/** A key as its holder's team sees it. */
export type Key = {
	id: string;
	name: string;
	prefix: string;
	scopes: string[];
	created_at: Date;
	last_used_at: Date | null;
	revoked_at: Date | null;
};

/** `joined_at` is null while an invitation waits. */
export type Member = {
	id: string;
	name: string;
	email: string;
	role: Role;
	two_factor_enabled: boolean;
	lang: string | null;
	created_at: Date;
	joined_at: Date | null;
	removed_at: Date | null;
};

declare module '#core/db.ts' {
	interface Tables {
		api_keys: Key & { hash: Buffer };
		members: Member & {
			email_verified: boolean;
			image: string | null;
			invited_by: string | null;
			/** Whether they are written to when they are named in a note and do not see it soon. */
			mention_mails: Generated<boolean>;
			updated_at: Date;
		};
		member_accounts: {
			id: string;
			member_id: string;
			provider_id: string;
			account_id: string;
			password: string | null;
			created_at: Date;
			updated_at: Date;
		};
		member_sessions: {
			id: string;
			member_id: string;
			token: string;
			ip_address: string | null;
			user_agent: string | null;
			created_at: Date;
			updated_at: Date;
			expires_at: Date;
		};
		member_verifications: { id: string; expires_at: Date };
		member_two_factors: { id: string; member_id: string };
		member_passkeys: { id: string; member_id: string; name: string | null; created_at: Date | null };
		member_links: { hash: Buffer; member_id: string | null; created_at: Date; expires_at: Date };
	}
}
