/** An attachment: sets these properties of style. The pages' policy takes none from the document itself. */
export const styled = (values: Record<string, string>) => (element: HTMLElement) => {
	for (const [name, value] of Object.entries(values)) element.style.setProperty(name, value);
};
