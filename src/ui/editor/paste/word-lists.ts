import { styleOf } from './marks.ts';

type Item = { level: number; ordered: boolean; start: number; content: ChildNode[] };

const NUMBERED = /^\(?(\d{1,4}|[a-z]|[ivxlc]+)[.)]/i;

/** Word writes a list as paragraphs that look like one: neighbours of them become lists, nested as deep as they say. */
export function wordLists(body: HTMLElement): void {
	for (const first of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
		if (!first.isConnected || !isItem(first)) continue;
		const run = runFrom(first);
		const items = run.map(itemOf);
		first.before(...listsOf(items, body.ownerDocument));
		for (const paragraph of run) paragraph.remove();
	}
}

function isItem(element: Element): boolean {
	return /mso-list:\s*l\d+\s+level\d/.test(styleOf(element));
}

function runFrom(first: Element): Element[] {
	const run = [first];
	for (let next = first.nextElementSibling; next && isItem(next); next = next.nextElementSibling) run.push(next);
	return run;
}

function itemOf(paragraph: Element): Item {
	const level = Number(/level(\d)/.exec(styleOf(paragraph))?.[1] ?? 1);
	const marker = markerOf(paragraph);
	const text = marker?.textContent?.trim() ?? '';
	marker?.remove();
	return {
		level,
		ordered: NUMBERED.test(text),
		start: Number.parseInt(text.replace('(', ''), 10) || 1,
		content: [...paragraph.childNodes],
	};
}

/** The bullet or number, which Word puts before the text and marks as not being part of it. */
function markerOf(paragraph: Element): Element | undefined {
	return [...paragraph.querySelectorAll('[data-style]')].find((element) => /mso-list:\s*ignore/.test(styleOf(element)));
}

function listsOf(items: Item[], document: Document): Element[] {
	const lists: Element[] = [];
	const open: { level: number; ordered: boolean; list: Element }[] = [];
	for (const item of items) {
		while (
			(open.at(-1)?.level ?? 0) > item.level ||
			(open.at(-1)?.level === item.level && open.at(-1)?.ordered !== item.ordered)
		) {
			open.pop();
		}
		if (open.at(-1)?.level !== item.level) {
			const list = listFor(item, document);
			const parent = open.at(-1)?.list.lastElementChild;
			if (parent) parent.append(list);
			else lists.push(list);
			open.push({ level: item.level, ordered: item.ordered, list });
		}
		const element = document.createElement('li');
		element.append(...item.content);
		open.at(-1)?.list.append(element);
	}
	return lists;
}

function listFor({ ordered, start }: Item, document: Document): Element {
	const list = document.createElement(ordered ? 'ol' : 'ul');
	if (ordered && start > 1) list.setAttribute('start', String(start));
	return list;
}
