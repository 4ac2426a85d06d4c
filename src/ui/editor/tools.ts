import type { MessageKey } from '#core/i18n/say.ts';
import type { Act } from './acts.ts';
import type { Active } from './active.ts';
import type { Drawing } from '#ui/icons.ts';

/** A button of the toolbar; `keys` as they are shown beside its name, `pressed` where it is on or off. */
export type Tool = {
	id: Act | 'link' | 'media';
	label: MessageKey;
	icon: Drawing;
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
	{ id: 'rowAbove', label: 'editor_row_above', icon: 'M4 13h16v6H4ZM12 3v6M9 6h6' },
	{ id: 'rowBelow', label: 'editor_row_below', icon: 'M4 5h16v6H4Zm8 10v6m-3-3h6' },
	{ id: 'columnBefore', label: 'editor_column_before', icon: 'M13 4h6v16h-6ZM3 12h6M6 9v6' },
	{ id: 'columnAfter', label: 'editor_column_after', icon: 'M5 4h6v16H5Zm10 8h6m-3-3v6' },
	{ id: 'alignLeft', label: 'editor_align_left', icon: 'M4 6h16M4 12h10M4 18h13' },
	{ id: 'alignCenter', label: 'editor_align_center', icon: 'M4 6h16M7 12h10M5.500 18h13' },
	{ id: 'alignRight', label: 'editor_align_right', icon: 'M4 6h16M10 12h10M7 18h13' },
	{ id: 'deleteRow', label: 'editor_delete_row', icon: 'M4 5h16v6H4Zm5 10 6 6m0-6-6 6' },
	{ id: 'deleteColumn', label: 'editor_delete_column', icon: 'M5 4h6v16H5Zm10 5 6 6m0-6-6 6' },
	{ id: 'deleteTable', label: 'editor_delete_table', icon: 'bin' },
] as const satisfies readonly Tool[];

/** For the block at the cursor. */
export const BLOCK_ITEMS = [
	{ id: 'moveUp', label: 'editor_move_up', icon: 'up' },
	{ id: 'moveDown', label: 'editor_move_down', icon: 'down' },
	{ id: 'duplicate', label: 'editor_duplicate', icon: 'copy' },
	{ id: 'delete', label: 'editor_delete', icon: 'bin' },
] as const satisfies readonly Tool[];
