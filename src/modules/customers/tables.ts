import type { Generated } from 'kysely';
import type { Assurance, Thing } from '#core/access.ts';
import type { Json } from '#core/tables.ts';

export type IdentityKind = 'device' | 'email' | 'phone' | 'channel' | 'external';
export type Level = 'claimed' | 'verified';
/** What showed it: a code that was mailed, a link in a mail, the host site's word, or somebody on the team. */
export type Evidence = 'code' | 'link' | 'host_token' | 'staff';
/** How the host site's tokens are signed. */
export type HostAlg = 'HS256' | 'RS256' | 'ES256';

declare module '#core/db.ts' {
	interface Tables {
		erasures: { customer_id: string; at: Date };
		customers: {
			id: string;
			lang: string | null;
			name: string | null;
			groups: Generated<string[]>;
			created_at: Date;
			erased_at: Date | null;
		};
		identities: {
			id: string;
			customer_id: string;
			kind: IdentityKind;
			value: string;
			level: Level;
			created_at: Date;
			verified_at: Date | null;
		};
		identity_codes: {
			identity_id: string;
			customer_id: string;
			digest: string;
			tries: number;
			created_at: Date;
			expires_at: Date;
		};
		customer_merges: {
			id: string;
			from_id: string;
			into_id: string;
			why: Evidence;
			note: string | null;
			identity_id: string | null;
			actor: Json<{ kind: string; id: string }>;
			at: Date;
		};
		host_keys: {
			id: string;
			alg: HostAlg;
			material: string;
			created_at: Date;
			last_used_at: Date | null;
			revoked_at: Date | null;
		};
		passes: { customer_id: string; type: Thing['type']; ref: string; identity_id: string; until: Date };
		sessions: {
			hash: Buffer;
			customer_id: string;
			assurance: Assurance;
			vouched: Generated<boolean>;
			created_at: Date;
			expires_at: Date;
		};
	}
}
