/**
 * An article's body: a ProseMirror document with TipTap's node names. Every block has an `id` that stays with it from version to
 * version. A stored document is always tidy (see `tidy.ts`): no empty blocks, no neighbouring texts with equal marks.
 */
export type Doc = { type: 'doc'; content: Block[] };

export type Mark = { type: 'bold' } | { type: 'italic' } | { type: 'strike' } | { type: 'code' } | LinkMark;
export type LinkMark = { type: 'link'; attrs: { href: string; title?: string } };
export type MarkType = Mark['type'];

export type Text = { type: 'text'; text: string; marks?: Mark[] };
type HardBreak = { type: 'hardBreak' };
export type Inline = Text | HardBreak;

interface Node<Type extends string, Attrs, Content> {
	type: Type;
	attrs: { id: string } & Attrs;
	content: Content[];
}
type Leaf<Type extends string, Attrs> = { type: Type; attrs: { id: string } & Attrs };

export type Align = 'left' | 'center' | 'right';
export type CalloutKind = 'note' | 'tip' | 'warning' | 'danger';

export type Paragraph = Node<'paragraph', unknown, Inline>;
export type Heading = Node<'heading', { level: 2 | 3 | 4 }, Inline>;
export type ListItem = Node<'listItem', unknown, Block>;
type BulletList = Node<'bulletList', unknown, ListItem>;
export type OrderedList = Node<'orderedList', { start: number }, ListItem>;
export type Step = Node<'step', unknown, Block>;
/** A numbered procedure; unlike an ordered list it can be walked through step by step. */
export type Steps = Node<'steps', unknown, Step>;
export type Callout = Node<'callout', { kind: CalloutKind; title?: string }, Block>;
export type CodeBlock = Node<'codeBlock', { language?: string }, Text>;
type Blockquote = Node<'blockquote', unknown, Block>;
export type TableHeader = Node<'tableHeader', { align?: Align }, Paragraph>;
export type TableCell = Node<'tableCell', { align?: Align }, Paragraph>;
export type TableRow = Node<'tableRow', unknown, TableHeader | TableCell>;
/** The first row holds headers, all rows are equally long, each cell holds one paragraph, which may be empty. */
export type Table = Node<'table', unknown, TableRow>;
/** `width` and `height` in pixels of the picture itself. */
export type Image = Leaf<
	'image',
	{ src: string; alt: string; title?: string; caption?: string; width?: number; height?: number }
>;
/** `captions` is the address of a WebVTT file in the language of the translation. */
type Video = Leaf<'video', { src: string; poster?: string; captions?: string; title?: string }>;
type Audio = Leaf<'audio', { src: string; captions?: string; title?: string }>;
type HorizontalRule = Leaf<'horizontalRule', unknown>;

export type Block =
	| Paragraph
	| Heading
	| BulletList
	| OrderedList
	| Steps
	| Callout
	| CodeBlock
	| Blockquote
	| Table
	| Image
	| Video
	| Audio
	| HorizontalRule;

/** Everything that has an id. */
export type AnyBlock = Block | ListItem | Step | TableRow | TableHeader | TableCell;

export const CALLOUT_KINDS: readonly CalloutKind[] = ['note', 'tip', 'warning', 'danger'];
