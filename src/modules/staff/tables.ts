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

declare module '#core/db.ts' {
	interface Tables {
		api_keys: Key & { hash: Buffer };
	}
}
