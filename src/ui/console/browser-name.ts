// The first that fits: each of them also claims to be those after it.
const BROWSERS = [
	['Edg', 'Edge'],
	['OPR', 'Opera'],
	['SamsungBrowser', 'Samsung Internet'],
	['Firefox', 'Firefox'],
	['Chrome', 'Chrome'],
	['Safari', 'Safari'],
] as const;
const SYSTEMS = [
	['iPhone', 'iPhone'],
	['iPad', 'iPad'],
	['Android', 'Android'],
	['Windows', 'Windows'],
	['Mac OS', 'macOS'],
	['Linux', 'Linux'],
] as const;

/** `Firefox, Windows` of what a browser says of itself; empty where it says nothing we know. */
export function browserName(agent: string | null): string {
	const find = (names: readonly (readonly [string, string])[]) => names.find(([sign]) => agent?.includes(sign))?.[1];
	return [find(BROWSERS), find(SYSTEMS)].filter(Boolean).join(', ');
}
