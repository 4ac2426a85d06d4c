export type Theme = 'system' | 'light' | 'dark';

const YEAR = 365 * 86_400;

/** Shows the console in this theme now, and from now on in this browser. */
export function setTheme(theme: Theme): void {
	const root = document.documentElement;
	if (theme === 'system') {
		delete root.dataset.theme;
		document.cookie = 'theme=; path=/; max-age=0; samesite=lax';
		return;
	}
	root.dataset.theme = theme;
	document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=lax`;
}

export function themeNow(): Theme {
	const { theme } = document.documentElement.dataset;
	return theme === 'light' || theme === 'dark' ? theme : 'system';
}
