import type { ColumnType, Generated } from 'kysely';
import type { StoredEvent } from './events/define.ts';

/** A jsonb column: read as `T`, written as a JSON string so that arrays are not taken for Postgres arrays. */
export type Json<T> = ColumnType<T, string, string>;

declare module './db.ts' {
	interface Tables {
		events: Omit<StoredEvent, 'actor' | 'payload'> & {
			actor: Json<StoredEvent['actor']>;
			xid: Generated<string>;
			payload: Json<StoredEvent['payload']>;
		};
		event_subjects: { type: string; id: string; seq: number };
		roll_cursors: { subscriber: string; xid: Generated<string>; id: Generated<string> };
		refresh_topics: { topic: string; version: number };
		refresh_changes: { topic: string; id: string; version: number };
		settings: { key: string; value: Json<unknown>; updated_at: Generated<Date> };
		idempotency_keys: {
			actor: string;
			route: string;
			key: string;
			body_hash: string;
			status: number | null;
			reply: Json<unknown> | null;
			created_at: Generated<Date>;
		};
		limits: { bucket: string; window_start: Date; count: number };
		files: {
			id: string;
			name: string;
			mime: string;
			bytes: number;
			sha256: string;
			came_sha256: Generated<string | null>;
			storage_key: string;
			variants: Json<{ width: number; height: number; mime: string; storage_key: string }[]>;
			owner_type: string | null;
			owner_id: string | null;
			uploaded_by: string;
			created_at: Date;
		};
	}
}
