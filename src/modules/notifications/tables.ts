import type { Generated } from 'kysely';
import type { Json } from '#core/tables.ts';

type NotificationStatus = 'pending' | 'sent' | 'failed';

declare module '#core/db.ts' {
	interface Tables {
		notifications: {
			id: string;
			/** Whose words or address it holds. */
			customer_id: string | null;
			template: string;
			lang: string;
			channel: string;
			recipient: string;
			args: Json<unknown>;
			dedupe_key: string | null;
			status: Generated<NotificationStatus>;
			attempts: Generated<number>;
			last_error: string | null;
			claimed_until: Date | null;
			due_at: Date;
			created_at: Date;
			sent_at: Date | null;
		};
	}
}
