import { liftListItem, sinkListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list';
import { Fragment, type Node, type NodeType, type Schema, Slice } from '@tiptap/pm/model';
import { type Command, type EditorState, TextSelection } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { around } from './current-block.ts';

export type ListName = 'bulletList' | 'orderedList' | 'steps';

const LISTS: readonly string[] = ['bulletList', 'orderedList', 'steps'];
const ITEMS = ['listItem', 'step'] as const;

/** Makes a list of the selected blocks, turns one kind of list into another, or a list back into paragraphs. */
export function toggleList(name: ListName): Command {
	return (state, dispatch) => {
		const type = nodeType(state.schema, name);
		const list = around(state, ...LISTS);
		if (!list) return wrapInList(type)(state, dispatch);
		return list.node.type === type ? ofItem(liftListItem)(state, dispatch) : convert(list, type)(state, dispatch);
	};
}

/** Enter: the next item, or out of the list from an empty one. */
export const splitItem = ofItem(splitListItem);
export const sinkItem = ofItem(sinkListItem);
export const liftItem = ofItem(liftListItem);

/** Backspace at the very beginning of an item takes it out of its list. */
export const liftItemAtStart: Command = (state, dispatch) => {
	const { $from, empty } = state.selection;
	const isStart = empty && $from.parentOffset === 0 && $from.depth > 1 && $from.index($from.depth - 1) === 0;
	return isStart && nameAbove(state) !== undefined ? liftItem(state, dispatch) : false;
};

function ofItem(command: (type: NodeType) => Command): Command {
	return (state, dispatch) => {
		const item = around(state, ...ITEMS);
		return item ? command(item.node.type)(state, dispatch) : false;
	};
}

function nameAbove({ selection: { $from } }: EditorState): string | undefined {
	return ITEMS.find((name) => $from.node($from.depth - 1).type.name === name);
}

/** All positions stay the same: only the names of the list and its items change. */
function convert(list: { node: Node; pos: number }, type: NodeType): Command {
	return (state, dispatch) => {
		const { tr, schema } = state;
		const { anchor, head } = state.selection;
		const itemType = nodeType(schema, type.name === 'steps' ? 'step' : 'listItem');
		const items = list.node.children.map((item) => itemType.create(item.attrs, item.content));
		const made = type.create({ id: list.node.attrs.id }, Fragment.from(items));
		tr.step(new ReplaceStep(list.pos, list.pos + list.node.nodeSize, new Slice(Fragment.from(made), 0, 0)));
		dispatch?.(tr.setSelection(TextSelection.create(tr.doc, anchor, head)));
		return true;
	};
}

export function nodeType(schema: Schema, name: string): NodeType {
	const type = schema.nodes[name];
	if (!type) throw new Error(`no node ${name}`);
	return type;
}
