/** The same content in another element; attributes do not come along. */
export function rename(element: Element, tag: string): Element {
	const renamed = element.ownerDocument.createElement(tag);
	renamed.append(...element.childNodes);
	element.replaceWith(renamed);
	return renamed;
}
