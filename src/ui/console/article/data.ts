import type { EditorText } from '#ui/editor/saving/merge-texts.ts';
import type { Wanting } from './publish.ts';

type Translation = {
	lang: string;
	title: string;
	status: string;
	has_draft: boolean;
	behind: number | null;
	is_source: boolean;
};

/** What the page of an article is given by the server. */
export type ArticleData = {
	writing: {
		article_id: string;
		lang: string;
		revision: number;
		text: EditorText;
		has_draft: boolean;
		status: string;
		version: number;
		slug: string;
		schedule: { at: string; problem: Wanting | null } | null;
		incoming: { at: string; title: string } | null;
		source_lang: string | null;
		owner_id: string | null;
		review_by: string | null;
		review_days: number | null;
		checked_at: string | null;
	};
	translations: readonly Translation[];
	people: readonly { id: string; name: string }[];
	canWrite: boolean;
	/** Whether test sets are to be asked before publishing. */
	guarded: boolean;
};
