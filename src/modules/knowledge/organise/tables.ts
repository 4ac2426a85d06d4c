import type { Actor } from '#core/access.ts';
import type { Json } from '#core/tables.ts';
import type { ImportReport } from '../import-articles.ts';
import type { Status } from '../tables.ts';

/** Who acted, as events name them. */
export type Stamp = { kind: string; id: string };

/** What an import did, or why a job failed. Of many failures the first thousand are kept, and how many there were. */
export type JobReport = Partial<ImportReport> & { failures?: number; error?: string };

export type JobState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';

declare module '#core/db.ts' {
	interface Tables {
		trashings: { article_id: string; statuses: Json<Record<string, Status>>; actor: Json<Stamp>; at: Date };
		translation_facts: {
			translation_id: string;
			revision: number;
			title_terms: string;
			terms: string;
			anchors: string[];
			bare_images: Json<{ block: string; src: string }[]>;
		};
		translation_links: {
			translation_id: string;
			position: number;
			block: string;
			kind: LinkKind;
			address: string;
			target: string;
			anchor: string;
		};
		translation_parts: {
			translation_id: string;
			part: string;
			lang: string;
			text_hash: string | null;
			bands: string[];
		};
		translation_twins: {
			first_id: string;
			first_part: string;
			second_id: string;
			second_part: string;
			similarity: number;
			shared: string;
		};
		saved_views: {
			id: string;
			owner_id: string;
			name: string;
			is_shared: boolean;
			filter: Json<object>;
			created_at: Date;
		};
		knowledge_acts: {
			id: string;
			kind: string;
			actor: Json<Stamp>;
			at: Date;
			undone_at: Date | null;
			undone_by: Json<Stamp> | null;
		};
		knowledge_jobs: {
			id: string;
			kind: 'import' | 'export';
			state: JobState;
			name: string;
			lang: string;
			is_dry_run: boolean;
			storage_key: string | null;
			bytes: number | null;
			done: number;
			total: number | null;
			report: Json<JobReport>;
			actor: Json<Actor>;
			cancel_asked_at: Date | null;
			claimed_until: Date | null;
			attempts: number;
			created_at: Date;
			finished_at: Date | null;
		};
		knowledge_act_items: { act_id: string; subject_id: string; before: Json<object>; after: Json<object> };
	}
}

export type LinkKind = 'article' | 'page' | 'file' | 'anchor' | 'external';
