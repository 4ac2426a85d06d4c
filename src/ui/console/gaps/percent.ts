/** A share of 0..1 as people read it: `37%`. */
export const percentOf = (share: number, lang: string): string =>
	new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 }).format(share);
