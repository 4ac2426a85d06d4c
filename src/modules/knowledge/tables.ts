import type { Json } from '#core/tables.ts';
import type { Doc } from './body/types.ts';

export type Status = 'draft' | 'published' | 'archived';
export type Source = 'import' | 'staff';

/** What is being written over a published text, until it is published itself. */
type PendingDraft = { title: string; slug: string; body: Doc; questions: string[]; source: Source; at: string };

declare module '#core/db.ts' {
	interface Tables {
		collections: { id: string; external_id: string; parent_id: string | null; position: number; created_at: Date };
		collection_texts: { collection_id: string; lang: string; title: string; description: string };
		articles: { id: string; external_id: string; collection_id: string | null; position: number; created_at: Date };
		translations: {
			id: string;
			article_id: string;
			lang: string;
			slug: string;
			title: string;
			status: Status;
			body: Json<Doc>;
			questions: Json<string[]>;
			version: number;
			source: Source;
			content_hash: string;
			source_blocks: Json<Record<string, string>> | null;
			draft: Json<PendingDraft> | null;
			checked_at: string | null;
			created_at: Date;
			updated_at: Date;
			published_at: Date | null;
		};
		translation_versions: {
			translation_id: string;
			version: number;
			status: Status;
			slug: string;
			title: string;
			body: Json<Doc>;
			questions: Json<string[]>;
			source: Source;
			actor: Json<{ kind: string; id: string }>;
			at: Date;
		};
		redirects: { lang: string; slug: string; translation_id: string; created_at: Date };
		attachments: { translation_id: string; file_id: string; title: string; edition: string; position: number };
	}
}
