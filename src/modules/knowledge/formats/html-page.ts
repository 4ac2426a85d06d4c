import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';

type Root = ReturnType<typeof parse>;
type Node = Root | Root['children'][number];
type Element = Extract<Node, { type: 'element' }>;

/** An HTML page as an article: its title, its language if it says one, and its text as Markdown without the title. */
type HtmlPage = { title?: string; lang?: string; markdown: string };

const LEFT_OUT = new Set(
	'nav script style footer template noscript iframe form button input select textarea svg canvas object embed dialog meta'.split(
		' ',
	),
);
const DEEPEST = 500;

const parser = unified().use(rehypeParse);
const writer = unified()
	.use(rehypeRemark, { handlers: { comment: () => undefined } })
	.use(remarkGfm)
	.use(remarkDirective)
	.use(remarkStringify, { resourceLink: true })
	.freeze();

/**
 * Reads an HTML page or fragment: the text of `<main>`, else `<article>`, else all of it, without navigation, scripts, styles,
 * forms and footers. Throws a RangeError if it is nested more than 500 deep.
 */
export function readHtmlPage(html: string): HtmlPage {
	const root = parse(html);
	guardDepth(root);
	const page = find(root, 'html');
	const main = find(root, 'main') ?? find(root, 'article') ?? find(root, 'body') ?? root;
	const heading = find(main, 'h1') ?? find(root, 'h1');
	const title = (heading && textOf(heading)) || siteless(textOf(find(root, 'title')));
	const lang = page?.properties['lang'];
	const children = kept(main, heading);
	const markdown = writer.stringify(
		writer.runSync({ type: 'root', children }) as Parameters<typeof writer.stringify>[0],
	);
	return {
		markdown: markdown.trim(),
		...(title ? { title } : {}),
		...(typeof lang === 'string' && lang ? { lang } : {}),
	};
}

function parse(html: string) {
	return parser.parse(html);
}

function childrenOf(node: Node): Root['children'] {
	return 'children' in node ? (node.children as Root['children']) : [];
}

/** Breadth first, so that it cannot itself run out of stack. */
function guardDepth(root: Root): void {
	let level: Node[] = [root];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > DEEPEST) throw new RangeError('nested too deeply');
		level = level.flatMap(childrenOf);
	}
}

function find(node: Node, tag: string): Element | undefined {
	if (node.type === 'element' && node.tagName === tag) return node;
	for (const child of childrenOf(node)) {
		const found = find(child, tag);
		if (found) return found;
	}
	return undefined;
}

function textOf(node: Node | undefined): string {
	return node ? rawText(node).replace(/\s+/g, ' ').trim() : '';
}

function rawText(node: Node): string {
	return node.type === 'text' ? node.value : childrenOf(node).map(rawText).join('');
}

/** `Refunds | Kestrel Air` → `Refunds`: the title of a page mostly ends with the site's. */
function siteless(title: string): string {
	return title.replace(/\s+[|–—·»-]\s+[^|–—·»]+$/, '');
}

function kept(node: Node, heading: Element | undefined): Root['children'] {
	return childrenOf(node).flatMap((child): Root['children'] => {
		if (child === heading || child.type === 'comment' || child.type === 'doctype') return [];
		if (child.type !== 'element') return [child];
		if (LEFT_OUT.has(child.tagName) || 'hidden' in child.properties || child.properties['ariaHidden'] === 'true')
			return [];
		return [{ ...child, children: kept(child, heading) as Element['children'] }];
	});
}
