import type { Generated } from 'kysely';
import type { Assurance } from '#core/access.ts';

declare module '#core/db.ts' {
	interface Tables {
		erasures: { customer_id: string; at: Date };
		customers: { id: string; lang: string | null; name: string | null; created_at: Date; erased_at: Date | null };
		identities: {
			id: string;
			customer_id: string;
			kind: 'device' | 'email' | 'phone' | 'channel';
			value: string;
			level: 'claimed' | 'verified';
			created_at: Date;
		};
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
