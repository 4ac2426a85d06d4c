import { redo, undo } from '@tiptap/pm/history';
import type { Command } from '@tiptap/pm/state';
import {
	addColumnAfter,
	addColumnBefore,
	addRowAfter,
	addRowBefore,
	deleteColumn,
	deleteRow,
	deleteTable,
} from '@tiptap/pm/tables';
import { deleteBlock, duplicateBlock, insertBlock } from './commands/blocks.ts';
import { nodeType } from './commands/lists.ts';
import { moveBlock } from './commands/move.ts';
import { alignColumn, newTable } from './commands/tables.ts';
import { type Kind, turnInto } from './commands/turn-into.ts';
import { mark } from './keys.ts';

/** What can be done at the cursor without asking anything. */
export type Act = Kind | keyof typeof OTHERS;

export function commandOf(act: Act): Command {
	return act in OTHERS ? OTHERS[act as keyof typeof OTHERS] : turnInto(act as Kind);
}

const OTHERS = {
	undo,
	redo,
	bold: mark('bold'),
	italic: mark('italic'),
	strike: mark('strike'),
	code: mark('code'),
	moveUp: moveBlock('up'),
	moveDown: moveBlock('down'),
	duplicate: duplicateBlock,
	delete: deleteBlock,
	table: (state, dispatch) => insertBlock(newTable(state.schema))(state, dispatch),
	horizontalRule: (state, dispatch) => insertBlock(nodeType(state.schema, 'horizontalRule').create())(state, dispatch),
	rowAbove: addRowBefore,
	rowBelow: addRowAfter,
	columnBefore: addColumnBefore,
	columnAfter: addColumnAfter,
	deleteRow,
	deleteColumn,
	deleteTable,
	alignLeft: alignColumn('left'),
	alignCenter: alignColumn('center'),
	alignRight: alignColumn('right'),
} satisfies Record<string, Command>;
