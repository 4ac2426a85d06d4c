import { z } from 'zod';
import { safeFile, safeLink } from './addresses.ts';
import { tidy } from './tidy.ts';
import { CALLOUT_KINDS } from './types.ts';
import type { Block, Doc, Paragraph } from './types.ts';

// More than Markdown can nest (its parser stops at 100), so that every document read from it passes.
const DEEPEST = 110;

const id = z.string().max(40).default('');
const line = z.string().max(2_000);
const optionalLine = line.nullish().transform((value) => value ?? undefined);
const link = line.refine((href) => safeLink(href) !== undefined, 'not an address that may be linked');
const file = line.refine((src) => safeFile(src) !== undefined, 'not an address that a file may be loaded from');
const optionalFile = file.nullish().transform((value) => value ?? undefined);
const pixels = z
	.int()
	.min(1)
	.max(20_000)
	.nullish()
	.transform((value) => value ?? undefined);
const align = z
	.enum(['left', 'center', 'right'])
	.nullish()
	.transform((value) => value ?? undefined);

const mark = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('bold') }),
	z.strictObject({ type: z.literal('italic') }),
	z.strictObject({ type: z.literal('strike') }),
	z.strictObject({ type: z.literal('code') }),
	z.strictObject({ type: z.literal('link'), attrs: z.strictObject({ href: link, title: optionalLine }) }),
]);
const text = z.strictObject({ type: z.literal('text'), text: z.string(), marks: z.array(mark).optional() });
const plainText = z.strictObject({ type: z.literal('text'), text: z.string() });
const hardBreak = z.strictObject({ type: z.literal('hardBreak') });

const inlines = z.array(z.discriminatedUnion('type', [text, hardBreak])).default([]);
const onlyId = z.strictObject({ id }).prefault({});

const paragraph: z.ZodType<Paragraph> = z.strictObject({
	type: z.literal('paragraph'),
	attrs: onlyId,
	content: inlines,
});
const blocks = z.lazy(() => z.array(block).default([]));

// An editor's table cells always say how many columns and rows they span; ours span one.
const cellAttrs = z
	.strictObject({
		id,
		align,
		colspan: z.literal(1).optional(),
		rowspan: z.literal(1).optional(),
		colwidth: z.unknown().optional(),
	})
	.prefault({})
	.transform((attrs) => ({ id: attrs.id, align: attrs.align }));
const cell = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('tableHeader'), attrs: cellAttrs, content: z.array(paragraph).default([]) }),
	z.strictObject({ type: z.literal('tableCell'), attrs: cellAttrs, content: z.array(paragraph).default([]) }),
]);
const row = z.strictObject({ type: z.literal('tableRow'), attrs: onlyId, content: z.array(cell).default([]) });

function itemOf<Type extends string>(type: Type) {
	return z.strictObject({ type: z.literal(type), attrs: onlyId, content: blocks });
}

function listOf<Type extends string, Item extends z.ZodType>(type: Type, item: Item) {
	return z.strictObject({ type: z.literal(type), attrs: onlyId, content: z.array(item).default([]) });
}

const headingAttrs = z.strictObject({ id, level: z.literal([2, 3, 4]) });
const orderedAttrs = z.strictObject({ id, start: z.int().min(0).max(999_999_999).default(1) }).prefault({});
const calloutAttrs = z.strictObject({ id, kind: z.enum(CALLOUT_KINDS), title: optionalLine });
const codeAttrs = z.strictObject({ id, language: optionalLine }).prefault({});
const imageAttrs = z.strictObject({
	id,
	src: file,
	alt: line.default(''),
	title: optionalLine,
	caption: optionalLine,
	width: pixels,
	height: pixels,
});
const videoAttrs = z.strictObject({ id, src: file, poster: optionalFile, captions: optionalFile, title: optionalLine });
const audioAttrs = z.strictObject({ id, src: file, captions: optionalFile, title: optionalLine });

const block: z.ZodType<Block> = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('paragraph'), attrs: onlyId, content: inlines }),
	z.strictObject({ type: z.literal('heading'), attrs: headingAttrs, content: inlines }),
	listOf('bulletList', itemOf('listItem')),
	z.strictObject({
		type: z.literal('orderedList'),
		attrs: orderedAttrs,
		content: z.array(itemOf('listItem')).default([]),
	}),
	listOf('steps', itemOf('step')),
	z.strictObject({ type: z.literal('callout'), attrs: calloutAttrs, content: blocks }),
	z.strictObject({ type: z.literal('codeBlock'), attrs: codeAttrs, content: z.array(plainText).default([]) }),
	itemOf('blockquote'),
	listOf('table', row),
	z.strictObject({ type: z.literal('image'), attrs: imageAttrs }),
	z.strictObject({ type: z.literal('video'), attrs: videoAttrs }),
	z.strictObject({ type: z.literal('audio'), attrs: audioAttrs }),
	z.strictObject({ type: z.literal('horizontalRule'), attrs: onlyId }),
]);

/**
 * A body that arrives as JSON. Nodes, marks and attributes that are not ours and unsafe addresses are refused with their path, as
 * is nesting deeper than 110 levels; `null` for an optional attribute is taken as missing. Gives the tidy document.
 */
export const docSchema: z.ZodType<Doc> = z
	.unknown()
	.refine((value) => depth(value, 0) <= DEEPEST, 'nested too deeply')
	.pipe(z.strictObject({ type: z.literal('doc'), content: blocks }))
	.transform(tidy);

/** Levels of objects that have `content`; stops looking when it is too deep anyway, so that hostile nesting costs nothing. */
function depth(value: unknown, level: number): number {
	if (level > DEEPEST || typeof value !== 'object' || value === null || !('content' in value)) return level;
	if (!Array.isArray(value.content)) return level;
	return value.content.reduce((deepest: number, child: unknown) => Math.max(deepest, depth(child, level + 1)), level);
}
