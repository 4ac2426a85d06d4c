declare module '#core/db.ts' {
	interface Tables {
		api_keys: {
			id: string;
			name: string;
			prefix: string;
			hash: Buffer;
			scopes: string[];
			created_at: Date;
			last_used_at: Date | null;
			revoked_at: Date | null;
		};
	}
}
export {};
