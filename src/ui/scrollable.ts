/** An attachment: whoever has only keys comes to what has more inside than it shows, and passes by what shows all. */
export function scrollable(element: HTMLElement): () => void {
	const look = () => {
		const isCut = element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth;
		element.tabIndex = isCut ? 0 : -1;
	};
	const observer = new ResizeObserver(look);
	observer.observe(element);
	for (const child of element.children) observer.observe(child);
	return () => observer.disconnect();
}
