/** Share of a claim's words that must stand in the evidence, fitted by `bin/check-claims.ts` on the first half of `pairs/`. */
export const THRESHOLDS: Readonly<Record<string, number>> = {
	en: 0.8625,
	'zh-Hans': 0.825,
	// Compared in simplified characters.
	'zh-Hant': 0.825,
	vi: 0.8125,
	th: 0.85,
};
