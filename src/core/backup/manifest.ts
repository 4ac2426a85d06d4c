import { z } from 'zod';

const content = { bytes: z.number().int(), sha256: z.string().length(64) };

/** What an archive holds, with a digest for each part. Raise `format` when an older program could misread it. */
export const manifestSchema = z.object({
	format: z.literal(1),
	program: z.string(),
	postgres: z.string(),
	made_at: z.string(),
	migrations: z.array(z.number().int()).min(1),
	tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number().int(), ...content })),
	partitions: z.array(z.object({ table: z.string(), name: z.string(), bounds: z.string() })),
	sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
	/** Bytes in the place that `key` names, as `core/files` keeps them. */
	files: z.array(z.object({ key: z.string(), mime: z.string(), ...content })),
	/** Keys whose bytes were gone already when the backup was made. */
	missing: z.array(z.string()),
	queues: z.array(z.object({ name: z.string(), retries: z.number().int() })),
	jobs: z.object({ rows: z.number().int(), ...content }),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type Content = { bytes: number; sha256: string };

export const MANIFEST = 'manifest.json';
export const MANIFEST_DIGEST = 'manifest.sha256';
export const SECRET = 'secret.json';
export const JOBS = 'jobs.copy';
export const tableEntry = (name: string) => `tables/${name}.copy`;
/** `local:ab/…` becomes `files/local/ab/…`: a colon in a name is no good on every machine. */
export const fileEntry = (key: string) => `files/${key.replace(':', '/')}`;

/** Every entry with what it must contain. */
export function contents(manifest: Manifest): (Content & { entry: string })[] {
	return [
		...manifest.tables.map((table) => ({ entry: tableEntry(table.name), bytes: table.bytes, sha256: table.sha256 })),
		{ entry: JOBS, bytes: manifest.jobs.bytes, sha256: manifest.jobs.sha256 },
		...manifest.files.map((file) => ({ entry: fileEntry(file.key), bytes: file.bytes, sha256: file.sha256 })),
	];
}
