type Rgb = [red: number, green: number, blue: number];

const WHITE = '#ffffff';
const BLACK = '#000000';
/** Mixing in twentieths finds a readable tint that still looks like the colour it came from. */
const STEPS = 20;

/** WCAG 2.2's contrast ratio of two `#rrggbb` colours: 1 (none) to 21 (black on white). */
export function contrast(a: string, b: string): number {
	const [x, y] = [luminance(a), luminance(b)];
	return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** Black or white, whichever reads better on `background`. */
export function textOn(background: string): string {
	return contrast(WHITE, background) >= contrast(BLACK, background) ? WHITE : BLACK;
}

/** `colour`, or the nearest mix of it with black or white that reaches `ratio` on `surface`. */
export function readable(colour: string, surface: string, ratio = 4.5): string {
	const towards = textOn(surface);
	for (let step = 0; step <= STEPS; step++) {
		const mixed = mix(colour, towards, step / STEPS);
		if (contrast(mixed, surface) >= ratio) return mixed;
	}
	return towards;
}

function mix(from: string, to: string, share: number): string {
	const [a, b] = [parse(from), parse(to)];
	return `#${a
		.map((value, i) =>
			Math.round(value + ((b[i] ?? 0) - value) * share)
				.toString(16)
				.padStart(2, '0'),
		)
		.join('')}`;
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
	const [red, green, blue] = parse(colour).map((value) => {
		const channel = value / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	}) as Rgb;
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function parse(colour: string): Rgb {
	return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as Rgb;
}
