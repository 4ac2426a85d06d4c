/** How a language parts thousands and decimals. */
export type Marks = { group: string; decimal: string };

const marks = new Map<string, Marks>();

export function marksOf(lang: string): Marks {
	const known = marks.get(lang);
	if (known) return known;
	const parts = new Intl.NumberFormat(lang).formatToParts(1_234_567.5);
	const of = (type: string) => parts.find((part) => part.type === type)?.value;
	const made = { group: of('group') === '.' ? '.' : ',', decimal: of('decimal') === ',' ? ',' : '.' };
	marks.set(lang, made);
	return made;
}

const FIGURES = /\d+(?:[.,]\d+)*/y;
const THOUSANDS: Record<string, RegExp> = { '.': /^\d{1,3}(?:\.\d{3})+$/, ',': /^\d{1,3}(?:,\d{3})+$/ };

/** The digits that begin there with their dots and commas. */
export function figuresAt(text: string, at: number): { written: string; to: number } | undefined {
	FIGURES.lastIndex = at;
	const written = FIGURES.exec(text)?.[0];
	return written ? { written, to: at + written.length } : undefined;
}

/** What the digits mean in a language, the likeliest first: `1.200` may be a thousand or a decimal. */
export function valuesOf(written: string, { group, decimal }: Marks): number[] {
	if (!/[.,]/.test(written)) return [Number(written)];
	const readings = [grouped(written, group, decimal), grouped(written, decimal, group)];
	return readings.flat().filter((value, at, all) => all.indexOf(value) === at);
}

function grouped(written: string, group: string, decimal: string): number[] {
	const [whole = '', fraction, ...more] = written.split(decimal);
	if (more.length > 0) return [];
	const isPlain = /^\d+$/.test(whole);
	if (!isPlain && !THOUSANDS[group]?.test(whole)) return [];
	if (fraction !== undefined && !/^\d+$/.test(fraction)) return [];
	return [Number(`${whole.replaceAll(group, '')}.${fraction ?? 0}`)];
}
