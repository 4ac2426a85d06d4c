import { Extension, type Editor as TipTap } from '@tiptap/core';
import { chainCommands, exitCode, toggleMark } from '@tiptap/pm/commands';
import { redo, undo } from '@tiptap/pm/history';
import type { Command } from '@tiptap/pm/state';
import { liftItem, liftItemAtStart, nodeType, sinkItem, splitItem } from './commands/lists.ts';
import { moveBlock } from './commands/move.ts';
import { breakInCell, nextCell, previousCell } from './commands/tables.ts';
import { turnInto } from './commands/turn-into.ts';

/** Those that need more than the document: the dialog for links, the way to the toolbar. */
type Outer = { link(): void; toToolbar(): void };

export function keys(outer: Outer) {
	return Extension.create({
		name: 'keys',
		priority: 200,
		addKeyboardShortcuts() {
			const { editor } = this;
			const bound = Object.entries(KEYS).map(([key, command]) => [key, () => run(editor, command)]);
			return {
				...Object.fromEntries(bound),
				'Mod-k': () => done(outer.link),
				'Alt-F10': () => done(outer.toToolbar),
			};
		},
	});
}

const hardBreak: Command = (state, dispatch) => {
	dispatch?.(state.tr.replaceSelectionWith(nodeType(state.schema, 'hardBreak').create(), true).scrollIntoView());
	return true;
};

const tabInCode: Command = (state, dispatch) => {
	if (!state.selection.$from.parent.type.spec.code) return false;
	dispatch?.(state.tr.insertText('\t'));
	return true;
};

const KEYS: Record<string, Command> = {
	'Mod-z': undo,
	'Mod-Shift-z': redo,
	'Mod-y': redo,
	'Mod-b': mark('bold'),
	'Mod-i': mark('italic'),
	'Mod-Shift-x': mark('strike'),
	'Mod-e': mark('code'),
	'Mod-Alt-0': turnInto('paragraph'),
	'Mod-Alt-1': turnInto('heading2'),
	'Mod-Alt-2': turnInto('heading2'),
	'Mod-Alt-3': turnInto('heading3'),
	'Mod-Alt-4': turnInto('heading4'),
	'Mod-Alt-c': turnInto('codeBlock'),
	'Mod-Shift-7': turnInto('orderedList'),
	'Mod-Shift-8': turnInto('bulletList'),
	'Mod-Shift-9': turnInto('steps'),
	'Mod-Shift-b': turnInto('blockquote'),
	'Alt-Shift-ArrowUp': moveBlock('up'),
	'Alt-Shift-ArrowDown': moveBlock('down'),
	Enter: chainCommands(breakInCell, splitItem),
	'Shift-Enter': chainCommands(exitCode, hardBreak),
	Tab: chainCommands(nextCell, sinkItem, tabInCode),
	'Shift-Tab': chainCommands(previousCell, liftItem),
	Backspace: liftItemAtStart,
};

export function mark(name: string): Command {
	return (state, dispatch) => {
		const type = state.schema.marks[name];
		return type ? toggleMark(type)(state, dispatch) : false;
	};
}

export function run(editor: TipTap, command: Command): boolean {
	return command(editor.state, editor.view.dispatch, editor.view);
}

function done(act: () => void): true {
	act();
	return true;
}
