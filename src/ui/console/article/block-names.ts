import type { MessageKey } from '#core/i18n/say.ts';
import type { AnyBlock } from '#modules/knowledge/browser.ts';

const NAMES: Partial<Record<AnyBlock['type'], MessageKey>> = {
	paragraph: 'editor_block_paragraph',
	bulletList: 'editor_block_bullet_list',
	orderedList: 'editor_block_ordered_list',
	steps: 'editor_block_steps',
	blockquote: 'editor_block_quote',
	callout: 'editor_block_callout',
	codeBlock: 'editor_block_code',
	table: 'editor_block_table',
	image: 'editor_block_image',
	video: 'editor_media_video',
	audio: 'editor_media_audio',
	horizontalRule: 'editor_block_rule',
};

/** What people call a block: of headings by level, of callouts by kind; a part of a list or table has no name of its own. */
export function blockName(block: AnyBlock): MessageKey {
	if (block.type === 'heading') return `editor_block_heading${block.attrs.level}`;
	if (block.type === 'callout') return `site_callout_${block.attrs.kind}`;
	return NAMES[block.type] ?? 'editor_block_paragraph';
}

/** The innermost of the blocks around it that has a name. */
export const placeName = (within: readonly AnyBlock['type'][]): MessageKey | undefined =>
	within.toReversed().flatMap((type) => NAMES[type] ?? [])[0];
