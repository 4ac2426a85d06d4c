/** Share of a claim's words that must stand in the evidence, fitted by `bin/check-claims.ts` on the first half of `pairs/`. */
export const THRESHOLDS: Readonly<Record<string, number>> = {
	en: 0.8,
	'zh-Hans': 0.8,
	'zh-Hant': 0.8,
	vi: 0.8,
	th: 0.8,
};
