import type { MessageKey } from '#core/i18n/say.ts';
import type { Act } from './acts.ts';
import type { Active } from './active.ts';
import type { IconName } from '#ui/icons.ts';

/** A button of the toolbar; `keys` as they are shown beside its name, `pressed` where it is on or off. */
export type Tool = {
	id: Act | 'link' | 'media';
	label: MessageKey;
	icon: IconName;
	keys?: string;
	pressed?(active: Active): boolean;
	possible?(active: Active): boolean;
};

const has = (mark: string) => (active: Active) => active.marks.includes(mark);
const isList = (list: string) => (active: Active) => active.list === list;

export const TEXT_TOOLS: readonly Tool[] = [
	{ id: 'bold', label: 'editor_bold', icon: 'bold', keys: 'Ctrl+B', pressed: has('bold') },
	{ id: 'italic', label: 'editor_italic', icon: 'italic', keys: 'Ctrl+I', pressed: has('italic') },
	{ id: 'strike', label: 'editor_strike', icon: 'strike', keys: 'Ctrl+Shift+X', pressed: has('strike') },
	{ id: 'code', label: 'editor_code', icon: 'codeLine', keys: 'Ctrl+E', pressed: has('code') },
	{ id: 'link', label: 'editor_link', icon: 'link', keys: 'Ctrl+K', pressed: has('link') },
];

export const LIST_TOOLS: readonly Tool[] = [
	{
		id: 'bulletList',
		label: 'editor_block_bullet_list',
		icon: 'bullets',
		keys: 'Ctrl+Shift+8',
		pressed: isList('bulletList'),
	},
	{
		id: 'orderedList',
		label: 'editor_block_ordered_list',
		icon: 'numbers',
		keys: 'Ctrl+Shift+7',
		pressed: isList('orderedList'),
	},
	{ id: 'steps', label: 'editor_block_steps', icon: 'steps', keys: 'Ctrl+Shift+9', pressed: isList('steps') },
];

export const HISTORY_TOOLS: readonly Tool[] = [
	{ id: 'undo', label: 'editor_undo', icon: 'undo', keys: 'Ctrl+Z', possible: ({ canUndo }) => canUndo },
	{ id: 'redo', label: 'editor_redo', icon: 'redo', keys: 'Ctrl+Shift+Z', possible: ({ canRedo }) => canRedo },
];

export const MEDIA_TOOLS: readonly Tool[] = [{ id: 'media', label: 'editor_media_edit', icon: 'edit' }];

/** In one menu, which is there within a table. */
export const TABLE_ITEMS = [
	{ id: 'rowAbove', label: 'editor_row_above', icon: 'rowAbove' },
	{ id: 'rowBelow', label: 'editor_row_below', icon: 'rowBelow' },
	{ id: 'columnBefore', label: 'editor_column_before', icon: 'columnBefore' },
	{ id: 'columnAfter', label: 'editor_column_after', icon: 'columnAfter' },
	{ id: 'alignLeft', label: 'editor_align_left', icon: 'alignLeft' },
	{ id: 'alignCenter', label: 'editor_align_center', icon: 'alignCenter' },
	{ id: 'alignRight', label: 'editor_align_right', icon: 'alignRight' },
	{ id: 'deleteRow', label: 'editor_delete_row', icon: 'deleteRow' },
	{ id: 'deleteColumn', label: 'editor_delete_column', icon: 'deleteColumn' },
	{ id: 'deleteTable', label: 'editor_delete_table', icon: 'bin' },
] as const satisfies readonly Tool[];

/** For the block at the cursor. */
export const BLOCK_ITEMS = [
	{ id: 'moveUp', label: 'editor_move_up', icon: 'up' },
	{ id: 'moveDown', label: 'editor_move_down', icon: 'down' },
	{ id: 'duplicate', label: 'editor_duplicate', icon: 'copy' },
	{ id: 'delete', label: 'editor_delete', icon: 'bin' },
] as const satisfies readonly Tool[];
