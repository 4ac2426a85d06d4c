declare module '#core/db.ts' {
	interface Tables {
		embed_sightings: { origin: string; first_at: Date };
	}
}

export {};
