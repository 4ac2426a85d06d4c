/** What the script on a host page is handed. Words by language, the site's own first. */
export type WidgetSettings = {
	position: string;
	/** `#rrggbb` */
	colour: string;
	label: string;
	words: Record<string, { open: string; close: string; dismiss?: string }>;
	hints: { id: string; path: string; after: number; text: Record<string, string> }[];
};
