import type { ColumnType } from 'kysely';

declare module '#core/db.ts' {
	interface Tables {
		embed_sightings: { origin: string; first_at: ColumnType<Date> };
	}
}
