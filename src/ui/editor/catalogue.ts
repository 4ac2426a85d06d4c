import type { MessageKey } from '#core/i18n/say.ts';
import type { IconName } from '#ui/icons.ts';
import type { Kind } from './commands/turn-into.ts';

/** What only can be put in: nothing becomes it. */
export type Insert = 'table' | 'horizontalRule' | 'image' | 'media' | 'file';
/** `words`: further words by which it is found, besides its name. */
export type Entry<Id extends string = Kind | Insert> = { id: Id; label: MessageKey; icon: IconName; words: string };

/** What the block at the cursor can become. */
export const KINDS: readonly Entry<Kind>[] = [
	{ id: 'paragraph', label: 'editor_block_paragraph', icon: 'text', words: 'paragraph p' },
	{ id: 'heading2', label: 'editor_block_heading2', icon: 'heading', words: 'h2 heading title' },
	{ id: 'heading3', label: 'editor_block_heading3', icon: 'heading', words: 'h3 subheading' },
	{ id: 'heading4', label: 'editor_block_heading4', icon: 'heading', words: 'h4' },
	{ id: 'bulletList', label: 'editor_block_bullet_list', icon: 'bullets', words: 'ul bullet list' },
	{ id: 'orderedList', label: 'editor_block_ordered_list', icon: 'numbers', words: 'ol numbered list' },
	{ id: 'steps', label: 'editor_block_steps', icon: 'steps', words: 'steps procedure how-to' },
	{ id: 'note', label: 'site_callout_note', icon: 'callout', words: 'callout note info' },
	{ id: 'tip', label: 'site_callout_tip', icon: 'callout', words: 'callout tip' },
	{ id: 'warning', label: 'site_callout_warning', icon: 'callout', words: 'callout warning caution' },
	{ id: 'danger', label: 'site_callout_danger', icon: 'callout', words: 'callout danger' },
	{ id: 'blockquote', label: 'editor_block_quote', icon: 'quote', words: 'quote blockquote' },
	{ id: 'codeBlock', label: 'editor_block_code', icon: 'code', words: 'code pre' },
];

export const INSERTS: readonly Entry<Insert>[] = [
	{ id: 'image', label: 'editor_block_image', icon: 'image', words: 'image picture photo' },
	{ id: 'table', label: 'editor_block_table', icon: 'table', words: 'table' },
	{ id: 'media', label: 'editor_block_media', icon: 'film', words: 'video audio sound film' },
	{ id: 'file', label: 'editor_block_file', icon: 'download', words: 'file download attachment pdf' },
	{ id: 'horizontalRule', label: 'editor_block_rule', icon: 'rule', words: 'hr line divider' },
];

/** Those with `query` in their name, which in many languages has no spaces, or at the beginning of one of their words. */
export function matching(query: string, nameOf: (label: MessageKey) => string): Entry[] {
	const wanted = query.trim().toLowerCase();
	return [...KINDS, ...INSERTS].filter(({ label, words }) => {
		const name = nameOf(label).toLowerCase();
		return name.includes(wanted) || words.split(' ').some((word) => word.startsWith(wanted));
	});
}
