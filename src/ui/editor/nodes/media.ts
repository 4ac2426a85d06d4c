import { Node } from '@tiptap/core';
import { safeFile } from '#modules/knowledge/browser.ts';

/** A picture that came along with pasted text; `plugins/uploads.ts` takes it out and uploads it. */
export const EMBEDDED = /^data:image\/(?:png|jpe?g|gif|webp|avif);base64,/i;

export const Image = Node.create({
	name: 'image',
	group: 'block',
	draggable: true,
	addAttributes: () => ({
		src: own('img', 'src'),
		alt: { ...own('img', 'alt'), default: '' },
		title: own('img', 'title'),
		caption: {
			default: null,
			parseHTML: (element) => element.querySelector('figcaption')?.textContent ?? null,
			renderHTML: () => ({}),
		},
		width: pixels('width'),
		height: pixels('height'),
	}),
	parseHTML: () => [
		{ tag: 'figure', getAttrs: (element) => holds(element, 'img', isPicture) },
		{ tag: 'img[src]', getAttrs: (element) => holds(element, 'img', isPicture) },
	],
	renderHTML: ({ node, HTMLAttributes }) => {
		const { src, alt, title, width, height, caption } = node.attrs;
		const picture = ['img', given({ src, alt, title, width, height })] as const;
		return caption
			? ['figure', HTMLAttributes, picture, ['figcaption', {}, String(caption)]]
			: ['figure', HTMLAttributes, picture];
	},
});

export const Video = player('video', { poster: own('video', 'poster') });
export const Audio = player('audio', {});

function player(name: 'video' | 'audio', more: Record<string, ReturnType<typeof own>>) {
	return Node.create({
		name,
		group: 'block',
		draggable: true,
		addAttributes: () => ({
			src: own(name, 'src'),
			captions: own('track', 'src'),
			title: own(name, 'aria-label'),
			...more,
		}),
		parseHTML: () => [
			{ tag: 'figure', getAttrs: (element) => holds(element, name, (src) => safeFile(src) !== undefined) },
			{ tag: `${name}[src]`, getAttrs: (element) => holds(element, name, (src) => safeFile(src) !== undefined) },
		],
		renderHTML: ({ node, HTMLAttributes }) => {
			const { src, captions, title, poster } = node.attrs;
			const attrs = given({ src, poster, 'aria-label': title, controls: '', preload: 'none' });
			const track = captions ? [['track', { kind: 'captions', src: String(captions) }] as const] : [];
			return ['figure', HTMLAttributes, [name, attrs, ...track]];
		},
	});
}

/** An attribute that stands on a certain element within the block's own. */
function own(tag: string, attribute: string) {
	return {
		default: null as string | null,
		parseHTML: (element: HTMLElement) => found(element, tag)?.getAttribute(attribute) ?? null,
		renderHTML: () => ({}),
	};
}

function pixels(attribute: 'width' | 'height') {
	return {
		default: null,
		parseHTML: (element: HTMLElement) => sizeOf(found(element, 'img')?.getAttribute(attribute)),
		renderHTML: () => ({}),
	};
}

function sizeOf(value: string | null | undefined): number | null {
	const size = Number(value);
	return Number.isInteger(size) && size >= 1 && size <= 20_000 ? size : null;
}

function found(element: HTMLElement, tag: string): Element | null {
	return element.matches(tag) ? element : element.querySelector(tag);
}

/** `false` sends the parser on to the next rule. */
function holds(element: HTMLElement, tag: string, isAllowed: (src: string) => boolean): null | false {
	const src = found(element, tag)?.getAttribute('src');
	return src && isAllowed(src) ? null : false;
}

function isPicture(src: string): boolean {
	return EMBEDDED.test(src) || safeFile(src) !== undefined;
}

function given(attrs: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(attrs).flatMap(([name, value]) =>
			value === null || value === undefined ? [] : [[name, String(value)]],
		),
	);
}
