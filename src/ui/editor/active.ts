import { redoDepth, undoDepth } from '@tiptap/pm/history';
import { type EditorState, NodeSelection } from '@tiptap/pm/state';
import { around } from './commands/current-block.ts';
import { isInTable } from './commands/tables.ts';
import type { Kind } from './commands/turn-into.ts';

/** What the toolbar shows as being switched on or possible at the cursor. */
export type Active = {
	kind: Kind | undefined;
	marks: readonly string[];
	list: string | undefined;
	inTable: boolean;
	media: boolean;
	canUndo: boolean;
	canRedo: boolean;
};

export function activeAt(state: EditorState): Active {
	const { selection } = state;
	return {
		kind: kindAt(state),
		marks: marksAt(state),
		list: around(state, 'bulletList', 'orderedList', 'steps')?.node.type.name,
		inTable: isInTable(state),
		media: selection instanceof NodeSelection && ['video', 'audio'].includes(selection.node.type.name),
		canUndo: undoDepth(state) > 0,
		canRedo: redoDepth(state) > 0,
	};
}

/** What the block is by itself, or else by what holds it. */
function kindAt(state: EditorState): Kind | undefined {
	const { parent } = state.selection.$from;
	if (parent.type.name === 'heading') return `heading${parent.attrs.level as 2 | 3 | 4}`;
	if (parent.type.name === 'codeBlock') return 'codeBlock';
	const holder = around(state, 'bulletList', 'orderedList', 'steps', 'callout', 'blockquote')?.node;
	if (holder?.type.name === 'callout') return holder.attrs.kind as Kind;
	return (holder?.type.name as Kind | undefined) ?? (parent.isTextblock ? 'paragraph' : undefined);
}

function marksAt(state: EditorState): string[] {
	const { from, to, empty, $from } = state.selection;
	const marks = state.schema.marks;
	if (empty) return (state.storedMarks ?? $from.marks()).map(({ type }) => type.name);
	return Object.keys(marks).filter((name) => marks[name] && state.doc.rangeHasMark(from, to, marks[name]));
}
