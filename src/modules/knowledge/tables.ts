import type { ColumnType, Generated } from 'kysely';
import type { actorStamp } from '#core/access.ts';
import type { FieldError } from '#core/errors.ts';
import type { Json } from '#core/tables.ts';
import type { Doc } from './body/types.ts';

export type Status = 'draft' | 'published' | 'archived';
export type Source = 'import' | 'staff';

export type Attachment = { file_id: string; title: string; edition: string };
export type Stamp = ReturnType<typeof actorStamp>;

/** What an import brought after a person had changed the text, until somebody takes or dismisses it. */
type Incoming = {
	title: string;
	slug: string;
	body: Doc;
	questions: string[];
	attachments?: Attachment[] | undefined;
	source: Source;
	at: string;
};

/** Of each paragraph of the source its hash, and the version in which it read so. */
export type SeenBlocks = Record<string, { hash: string; version: number }>;

export type PublishProblem = { code: string; detail: string; errors: FieldError[]; at: string };

declare module '#core/db.ts' {
	interface Tables {
		collections: { id: string; external_id: string; parent_id: string | null; position: number; created_at: Date };
		collection_texts: { collection_id: string; lang: string; title: string; description: string };
		articles: {
			id: string;
			external_id: string;
			collection_id: string | null;
			position: number;
			owner_id: Generated<string | null>;
			review_by: Generated<string | null>;
			review_days: Generated<number | null>;
			reminded_for: Generated<string | null>;
			created_at: Date;
		};
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
			source_blocks: Json<SeenBlocks> | null;
			draft: Json<Incoming> | null;
			revision: Generated<number>;
			import_hash: Generated<string | null>;
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
			is_working_copy: Generated<boolean>;
			attachments: ColumnType<Attachment[] | null, string | undefined, string>;
			at: Date;
		};
		/** Working copies: what is being written beside the text that is published, or before anything is. */
		drafts: {
			translation_id: string;
			based_on: number;
			title: string;
			slug: string | null;
			body: Json<Doc>;
			questions: Json<string[]>;
			attachments: Json<Attachment[]>;
			content_hash: string;
			written_by: Json<Stamp>;
			written_at: Date;
			publish_at: Date | null;
			scheduled_by: Json<Stamp> | null;
			publish_problem: Json<PublishProblem> | null;
			discarded_at: Date | null;
			discarded_by: Json<Stamp> | null;
		};
		presences: {
			article_id: string;
			person: string;
			tab: string;
			lang: string;
			place: string;
			block: string | null;
			seen_at: Date;
		};
		redirects: { lang: string; slug: string; translation_id: string; created_at: Date };
		attachments: { translation_id: string; file_id: string; title: string; edition: string; position: number };
	}
}
