import type { UiLang } from '#core/i18n/say.ts';

/** What the script on a host page is handed. It is counted in bytes: what only an open chat or a hint needs is not here. */
export type WidgetSettings = {
	position: string;
	/** `#rrggbb` */
	colour: string;
	label: string;
	/** What the button is called where it has no label, by language, the site's own first. */
	names: Partial<Record<UiLang, string>>;
	hasHints: boolean;
};

/** What the script that gives the hints is handed. */
export type HintSettings = {
	hints: { id: string; path: string; after: number; text: Partial<Record<UiLang, string>> }[];
	dismiss: Partial<Record<UiLang, string>>;
};
