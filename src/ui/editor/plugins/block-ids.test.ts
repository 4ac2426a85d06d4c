import { joinBackward, setBlockType, splitBlock, wrapIn } from '@tiptap/pm/commands';
import { redo, undo } from '@tiptap/pm/history';
import { Slice } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { list, open, p, schema, table } from '../../../../tests/support/editor-state.ts';
import { AFTER_COMPOSITION } from './after-changes.ts';
import { FROM_OUTSIDE } from './block-ids.ts';
import { moveBlock } from '../commands/move.ts';
import { splitItem, toggleList } from '../commands/lists.ts';
import { nodeType } from '../commands/lists.ts';
import { duplicateBlock } from '../commands/blocks.ts';

const NEW = /^[0-9a-z]{9}:/;

test('typing changes no id', () => {
	const editor = open(p('One'), p('Two'));
	editor.dispatch(editor.state.tr.insertText(' more', 4));
	expect(editor.blocks).toEqual(['a:One more', 'b:Two']);
});

test('of a split block the first half keeps the id; at its beginning the text does', () => {
	const editor = open(p('One two'), p('Three'));
	editor.cursor('One two', 3);
	editor.run(splitBlock);
	expect(editor.blocks).toEqual(['a:One', expect.stringMatching(NEW), 'b:Three']);
	editor.cursor('Three', 0);
	editor.run(splitBlock);
	expect(editor.blocks.slice(2)).toEqual([expect.stringMatching(/^[0-9a-z]{9}:$/), 'b:Three']);
});

test('undo and redo bring back the same ids', () => {
	const editor = open(p('One two'));
	editor.cursor('One two', 4);
	editor.run(splitBlock);
	const split = editor.blocks;
	editor.run(undo);
	expect(editor.blocks).toEqual(['a:One two']);
	editor.run(redo);
	expect(editor.blocks).toEqual(split);
});

test('of merged blocks the surviving one keeps its own', () => {
	const editor = open(p('One'), p('Two'));
	editor.cursor('Two', 0);
	editor.run(joinBackward);
	expect(editor.blocks).toEqual(['a:OneTwo']);
});

test('what is turned into something else or wrapped keeps its id', () => {
	const editor = open(p('One'), p('Two'));
	editor.cursor('One');
	editor.run(setBlockType(nodeType(schema, 'heading'), { level: 3 }));
	editor.cursor('Two');
	editor.run(wrapIn(nodeType(schema, 'callout'), { kind: 'tip' }));
	expect(editor.state.doc.child(0).attrs).toEqual({ id: 'a', level: 3 });
	expect(editor.state.doc.child(1).attrs.id).not.toBe('b');
	expect(editor.state.doc.child(1).firstChild?.attrs.id).toBe('b');
});

test('a list that becomes steps keeps all its ids, a new item gets one', () => {
	const editor = open(list('bulletList', [p('One')], [p('Two')]));
	editor.cursor('One', 3);
	editor.run(toggleList('steps'));
	expect(editor.tidy.content).toMatchObject([
		{ type: 'steps', attrs: { id: 'a' }, content: [{ type: 'step', attrs: { id: 'b' } }, { attrs: { id: 'd' } }] },
	]);
	editor.run(splitItem);
	const ids = editor.state.doc.child(0).children.map((item) => item.attrs.id as string);
	expect(ids).toEqual(['b', expect.stringMatching(/^\w{9}$/), 'd']);
});

test('Enter at the beginning of an item leaves the ids with its text', () => {
	const editor = open(list('bulletList', [p('One')], [p('Two')]));
	editor.cursor('Two', 0);
	editor.run(splitItem);
	const items = editor.state.doc.child(0).children.map((item) => [item.attrs.id, item.firstChild?.attrs.id]);
	expect(items).toEqual([
		['b', 'c'],
		[expect.stringMatching(/^\w{9}$/), expect.stringMatching(/^\w{9}$/)],
		['d', 'e'],
	]);
});

test('cut and paste keeps the id, a copy gets a new one also before the original', () => {
	const editor = open(p('One'), p('Two'), p('Three'));
	const [one] = editor.state.doc.children;
	if (!one) throw new Error('empty');
	editor.dispatch(editor.state.tr.delete(0, one.nodeSize));
	editor.dispatch(editor.state.tr.insert(editor.state.doc.content.size, one).setMeta('uiEvent', 'paste'));
	expect(editor.blocks).toEqual(['b:Two', 'c:Three', 'a:One']);
	editor.dispatch(
		editor.state.tr.insert(editor.state.doc.content.size - one.nodeSize, schema.nodeFromJSON(one.toJSON())),
	);
	expect(editor.blocks).toEqual(['b:Two', 'c:Three', expect.stringMatching(NEW), 'a:One']);
	editor.cursor('Two');
	editor.run(duplicateBlock);
	expect(editor.blocks.slice(0, 2)).toEqual(['b:Two', expect.stringMatching(NEW)]);
});

test('what comes from elsewhere gets new ids, all through', () => {
	const editor = open(p('One'));
	const foreign = schema.nodeFromJSON({
		type: 'blockquote',
		attrs: { id: 'foreign' },
		content: [{ type: 'paragraph', attrs: { id: 'a' }, content: [{ type: 'text', text: 'Said' }] }],
	});
	editor.dispatch(editor.state.tr.replaceSelection(new Slice(foreign.content, 0, 0)));
	editor.dispatch(editor.state.tr.insert(editor.state.doc.content.size, foreign));
	const last = editor.state.doc.lastChild;
	expect(last?.attrs.id).toMatch(/^\w{9}$/);
	expect(last?.attrs.id).not.toBe('foreign');
	const ids = editor.state.doc.children.flatMap((node) => [node.attrs.id, node.firstChild?.attrs.id]);
	expect(new Set(ids.filter(Boolean)).size).toBe(ids.filter(Boolean).length);
});

test('moved blocks keep their ids, also table rows', () => {
	const editor = open(p('One'), p('Two'), table(['A', 'B'], ['1', '2'], ['3', '4']));
	editor.cursor('Two');
	editor.run(moveBlock('up'));
	expect(editor.blocks.slice(0, 2)).toEqual(['b:Two', 'a:One']);
	const ids = editor.state.doc.child(2).children.map((row) => row.attrs.id as string);
	editor.cursor('3');
	editor.run(moveBlock('up'));
	const after = editor.state.doc.child(2).children.map((row) => row.attrs.id as string);
	expect(after).toEqual([ids[0], ids[2], ids[1]]);
});

test('nothing is touched while an input method composes, and all is made up for afterwards', () => {
	const editor = open(p('One two'));
	editor.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, 4)));
	editor.dispatch(editor.state.tr.split(4).setMeta('composition', 1));
	expect(editor.blocks).toEqual(['a:One', 'a: two']);
	editor.dispatch(editor.state.tr.setMeta(AFTER_COMPOSITION, true));
	expect(editor.blocks).toEqual(['a:One', expect.stringMatching(NEW)]);
});

test('what comes from outside while an input method composes keeps its ids', () => {
	const editor = open(p('One'));
	const { doc, tr } = editor.state;
	const theirs = schema.nodeFromJSON({ ...p('Theirs'), attrs: { id: 'theirs' } });
	editor.dispatch(tr.insert(doc.content.size, theirs).setMeta(FROM_OUTSIDE, true).setMeta('composition', 1));
	editor.dispatch(editor.state.tr.setMeta(AFTER_COMPOSITION, true));
	expect(editor.blocks).toEqual(['a:One', 'theirs:Theirs']);
});

test('a change that follows a composition at once makes up for it too', () => {
	const editor = open(p('One two'), p('Three'));
	editor.dispatch(editor.state.tr.split(4).setMeta('composition', 1));
	editor.dispatch(editor.state.tr.insertText('!', editor.state.doc.content.size - 1));
	expect(editor.blocks).toEqual(['a:One', expect.stringMatching(NEW), 'b:Three!']);
});

test('the first block of an empty article gets an id with its first letter, and keeps it', () => {
	const editor = open({ ...p(), attrs: { id: '' } });
	editor.dispatch(editor.state.tr.insertText('O', 1));
	const [first] = editor.blocks;
	expect(first).toMatch(NEW);
	editor.dispatch(editor.state.tr.insertText('n', 2));
	expect(editor.blocks).toEqual([`${first}n`]);
});

test('bold stays switched on for what is typed after a split', () => {
	const editor = open(p('One'));
	editor.cursor('One', 3);
	const bold = schema.marks.bold?.create();
	editor.dispatch(editor.state.tr.split(4).setStoredMarks(bold ? [bold] : []));
	expect(editor.state.storedMarks).toEqual([bold]);
	expect(editor.blocks[1]).toMatch(NEW);
});
