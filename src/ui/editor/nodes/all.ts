import { Extension } from '@tiptap/core';
import { Callout } from './callout.ts';
import { BulletList, ListItem, OrderedList, Step, Steps } from './lists.ts';
import { Bold, Code, Italic, Link, Strike } from './marks.ts';
import { Audio, Image, Video } from './media.ts';
import { Table, TableCell, TableHeader, TableRoles, TableRow } from './table.ts';
import { Blockquote, Body, CodeBlock, HardBreak, Heading, HorizontalRule, Paragraph, Text } from './text.ts';

const BLOCKS = [
	Paragraph,
	Heading,
	BulletList,
	OrderedList,
	ListItem,
	Steps,
	Step,
	Callout,
	Blockquote,
	CodeBlock,
	Table,
	TableRow,
	TableHeader,
	TableCell,
	Image,
	Video,
	Audio,
	HorizontalRule,
];

/** Every block has an id, which goes along when it is copied. */
const Ids = Extension.create({
	name: 'ids',
	addGlobalAttributes: () => [
		{
			types: BLOCKS.map(({ name }) => name),
			attributes: {
				id: {
					default: '',
					keepOnSplit: false,
					parseHTML: (element) => element.getAttribute('data-block') ?? '',
					renderHTML: ({ id }) => (id ? { 'data-block': id } : {}),
				},
			},
		},
	],
});

/** The nodes, marks and attributes of an article's body, as in `#modules/knowledge`. Marks in the order in which they are stored. */
export const NODES = [Body, Text, HardBreak, ...BLOCKS, Link, Bold, Italic, Strike, Code, Ids, TableRoles];
