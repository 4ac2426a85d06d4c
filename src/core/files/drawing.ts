const UNITS: Record<string, number> = { '': 1, px: 1, pt: 96 / 72, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4 };

const LARGEST = 100_000;

/**
 * The size of an SVG in pixels as its root element gives it: `width` and `height` where they are lengths, else what `viewBox` says
 * (SVG 2, section 8; CSS Values 3 for the units). Nothing where it has neither.
 */
export function drawingSize(text: string): { width: number; height: number } | undefined {
	const root = rootAttributes(withoutComments(text));
	const [, , wide, high] = (root.get('viewBox') ?? '')
		.trim()
		.split(/[\s,]+/)
		.map(Number);
	const ratio = wide && high ? wide / high : undefined;
	const width = pixels(root.get('width'));
	const height = pixels(root.get('height'));
	if (width && height) return whole(width, height);
	if (!ratio) return undefined;
	if (width) return whole(width, width / ratio);
	return height ? whole(height * ratio, height) : whole(wide ?? 0, high ?? 0);
}

/** By pieces: a pattern would run to the end again for every comment that is never closed. */
function withoutComments(text: string): string {
	const [before = '', ...comments] = text.split('<!--');
	return before + comments.map((piece) => piece.split('-->').slice(1).join('-->')).join('');
}

function rootAttributes(text: string): Map<string, string> {
	const found = new Map<string, string>();
	const start = text.search(/<svg\s/);
	if (start < 0) return found;
	const attribute = /\s+([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
	attribute.lastIndex = start + '<svg'.length;
	for (let next = attribute.exec(text); next; next = attribute.exec(text)) {
		const [, name = '', quoted, plain] = next;
		found.set(name, quoted ?? plain ?? '');
	}
	return found;
}

function pixels(length: string | undefined): number | undefined {
	const [, number, unit = ''] = /^\s*\+?(\d*\.?\d+)([a-z]*)\s*$/.exec(length ?? '') ?? [];
	const factor = UNITS[unit];
	return number && factor ? Number(number) * factor : undefined;
}

function whole(width: number, height: number) {
	const size = { width: Math.round(width), height: Math.round(height) };
	return [size.width, size.height].every((side) => side >= 1 && side <= LARGEST) ? size : undefined;
}
