import { lift, setBlockType, wrapIn } from '@tiptap/pm/commands';
import type { Command, EditorState } from '@tiptap/pm/state';
import type { CalloutKind } from '#modules/knowledge/browser.ts';
import { around } from './current-block.ts';
import { liftItem, type ListName, nodeType, toggleList } from './lists.ts';

/** What the block at the cursor can become. */
export type Kind =
	'paragraph' | 'heading2' | 'heading3' | 'heading4' | ListName | 'blockquote' | CalloutKind | 'codeBlock';

/** Turns the selected blocks into another kind; what they are already, they stop being. */
export function turnInto(kind: Kind): Command {
	switch (kind) {
		case 'paragraph':
			return plain;
		case 'codeBlock':
			return textBlock(kind);
		case 'heading2':
		case 'heading3':
		case 'heading4':
			return textBlock('heading', Number(kind.slice(-1)));
		case 'bulletList':
		case 'orderedList':
		case 'steps':
			return toggleList(kind);
		case 'blockquote':
			return toggleQuote;
		default:
			return toggleCallout(kind);
	}
}

/** A paragraph, and one that is that already comes out of what holds it. */
const plain: Command = (state, dispatch) => {
	if (state.selection.$from.parent.type.name !== 'paragraph') return textBlock('paragraph')(state, dispatch);
	return around(state, 'listItem', 'step') ? liftItem(state, dispatch) : isFramed(state) && lift(state, dispatch);
};

function isFramed(state: EditorState): boolean {
	return around(state, 'callout', 'blockquote') !== undefined;
}

function textBlock(name: string, level?: number): Command {
	return (state, dispatch) => {
		const { parent } = state.selection.$from;
		const isAlready = parent.type.name === name && parent.attrs.level === level;
		const type = nodeType(state.schema, isAlready ? 'paragraph' : name);
		return setBlockType(type, level === undefined || isAlready ? null : { level })(state, dispatch);
	};
}

const toggleQuote: Command = (state, dispatch) => {
	if (around(state, 'blockquote')) return lift(state, dispatch);
	return wrapIn(nodeType(state.schema, 'blockquote'))(state, dispatch);
};

function toggleCallout(kind: CalloutKind): Command {
	return (state, dispatch) => {
		const callout = around(state, 'callout');
		if (!callout) return wrapIn(nodeType(state.schema, 'callout'), { kind })(state, dispatch);
		if (callout.node.attrs.kind === kind) return lift(state, dispatch);
		dispatch?.(state.tr.setNodeAttribute(callout.pos, 'kind', kind));
		return true;
	};
}
