import { undo } from '@tiptap/pm/history';
import { expect, test } from 'vitest';
import { docOf, list, open, p, schema, table } from '../../../tests/support/editor-state.ts';
import { fromDoc } from './doc.ts';
import { replaceDoc } from './replace-doc.ts';

type Editor = ReturnType<typeof open>;

function replace(editor: Editor, ...content: object[]) {
	editor.dispatch(replaceDoc(editor.state, fromDoc(schema, docOf(...content))).setMeta('addToHistory', false));
}

const named = (id: string, block: object) => ({ ...block, attrs: { id } });

test('the cursor stays in its word when others change text before, in and after its block', () => {
	const editor = open(p('One'), p('Turn the valve'), p('Three'));
	editor.cursor('Turn the valve', 9, 12);
	replace(editor, p('Another one'), p('Please turn the valve slowly'), p('Three and four'));
	const { from, to } = editor.state.selection;
	expect(editor.state.doc.textBetween(from, to)).toBe('val');
	expect(editor.blocks).toEqual(['a:Another one', 'b:Please turn the valve slowly', 'c:Three and four']);
});

test('blocks come, go and move; ids are those of the new document', () => {
	const editor = open(p('One'), p('Two'), p('Three'), p('Four'));
	editor.cursor('Four', 2);
	replace(editor, named('c', p('Three')), named('n', p('New')), named('a', p('One')), named('d', p('Four')));
	expect(editor.blocks).toEqual(['c:Three', 'n:New', 'a:One', 'd:Four']);
	expect(editor.state.selection.$from.parent.textContent).toBe('Four');
	expect(editor.state.selection.$from.parentOffset).toBe(2);
});

test('an empty paragraph in which somebody is about to write stays', () => {
	const editor = open(p('One'), p(), p('Two'));
	editor.dispatch(editor.state.tr.setSelection(editor.state.selection));
	replace(editor, named('a', p('One, changed')), named('c', p('Two')));
	expect(editor.blocks).toEqual(['a:One, changed', 'b:', 'c:Two']);
});

test('what was just begun stays: a bullet, a step, a heading, a table, code', () => {
	const heading = { type: 'heading', attrs: { id: 'heading', level: 2 }, content: [] };
	const code = { type: 'codeBlock', attrs: { id: 'code' }, content: [] };
	const editor = open(
		p('One'),
		list('bulletList', [p('x')], [p()]),
		list('steps', [p()]),
		heading,
		table(['', ''], ['', '']),
		code,
	);
	editor.cursor('x', 1);
	replace(editor, p('One, changed'), list('bulletList', [p('x')]));
	const kinds = editor.state.doc.children.map(({ type }) => type.name);
	expect(kinds).toEqual(['paragraph', 'bulletList', 'steps', 'heading', 'table', 'codeBlock']);
	expect(editor.state.doc.child(1).childCount).toBe(2);
	expect(editor.blocks[0]).toBe('a:One, changed');
});

test('a space or a new line at the end of a block stays, unless others changed the block', () => {
	const newLine = { type: 'paragraph', content: [{ type: 'text', text: 'Off' }, { type: 'hardBreak' }] };
	const editor = open(p('One'), p('Turn '), newLine);
	replace(editor, p('One, changed'), p('Turn'), p('Off'));
	expect(editor.blocks.slice(0, 2)).toEqual(['a:One, changed', 'b:Turn ']);
	expect(editor.state.doc.child(2).childCount).toBe(2);
	replace(editor, p('One, changed'), p('Turn it'), p('Off'));
	expect(editor.blocks[1]).toBe('b:Turn it');
});

test('lists and tables are changed where they differ', () => {
	const before = [list('bulletList', [p('x')], [p('y')]), table(['A', 'B'], ['1', '2'])];
	const editor = open(...before);
	editor.cursor('2', 1);
	replace(editor, list('bulletList', [p('x')], [p('y, changed')]), table(['A', 'B'], ['one', '2']));
	expect(editor.state.selection.$from.parent.textContent).toBe('2');
	expect(editor.state.doc.textContent).toBe('xy, changedABone2');
	replace(editor, p('Only this'));
	expect(editor.state.doc.textContent).toBe('Only this');
});

test('undo takes back only what was done here', () => {
	const editor = open(p('One'), p('Two'));
	editor.dispatch(editor.state.tr.insertText('!', 4));
	replace(editor, p('One!'), p('Two, by another'));
	editor.run(undo);
	expect(editor.blocks).toEqual(['a:One', 'b:Two, by another']);
});
