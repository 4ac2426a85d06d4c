import { expect, test } from 'vitest';
import { schema } from '../../../tests/support/editor-state.ts';
import { docSchema } from '#modules/knowledge/body/schema.ts';
import { fromMarkdown } from '#modules/knowledge/body/from-markdown.ts';
import { fromDoc, toDoc } from './doc.ts';

const EVERYTHING = `## Change the oil

Text with **bold**, *italic*, ~~struck~~, \`code\`, [**a link**](/articles/oil "Oil") and a\\
new line.

:::warning[Hot surfaces]
Wait.

- One
  1. nested
- Two
:::

:::steps
1. Switch off

   ::image[The switch]{src="/files/a.png" alt="A switch" width="640" height="480"}
2. Wait
:::

> Quote

\`\`\`js
const a = 1;
\`\`\`

| A | B |
| --- | --: |
| 1 |   |

---

::video[Film]{src="/files/a.mp4" poster="/files/p.jpg" captions="/files/a.vtt"}

::audio[Sound]{src="/files/a.mp3"}

5. five
6. six
`;

test('every kind of block passes through the editor unchanged, and the schema takes it as it is', () => {
	const doc = fromMarkdown(EVERYTHING);
	const back = toDoc(fromDoc(schema, doc));
	expect(back).toEqual(doc);
	expect(docSchema.parse(JSON.parse(JSON.stringify(back)))).toEqual(back);
});

test('the editor knows exactly the nodes and marks that are stored', () => {
	const types = new Set(JSON.stringify(fromMarkdown(EVERYTHING)).match(/(?<="type":")\w+/g));
	expect(new Set([...Object.keys(schema.nodes), ...Object.keys(schema.marks)])).toEqual(types);
});

test('an empty document can be written in and stays empty until something is', () => {
	const root = fromDoc(schema, { type: 'doc', content: [] });
	expect(root.childCount).toBe(1);
	expect(toDoc(root)).toEqual({ type: 'doc', content: [] });
});

test('what is not said yet is not stored: empty paragraphs, items, callouts and tables', () => {
	const root = schema.nodeFromJSON({
		type: 'doc',
		content: [
			{ type: 'paragraph', attrs: { id: 'a' } },
			{ type: 'bulletList', attrs: { id: 'b' }, content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] },
			{ type: 'callout', attrs: { kind: 'tip' }, content: [{ type: 'paragraph' }] },
			{ type: 'paragraph', attrs: { id: 'c' }, content: [{ type: 'text', text: ' said ' }] },
		],
	});
	expect(toDoc(root)).toEqual({
		type: 'doc',
		content: [{ type: 'paragraph', attrs: { id: 'c' }, content: [{ type: 'text', text: 'said' }] }],
	});
});
