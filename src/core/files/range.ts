export type ByteRange = { start: number; end: number } | 'whole' | 'none';

/** RFC 9110, 14: one range of bytes, `end` included. What is not understood, or asks for several, gets the whole; `none` lies outside. */
export function rangeOf(header: string | undefined, bytes: number): ByteRange {
	const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
	if (from === '' && to === '') return 'whole';
	if (from === '') return Number(to) === 0 ? 'none' : { start: Math.max(0, bytes - Number(to)), end: bytes - 1 };
	const start = Number(from);
	const end = to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
	if (to !== '' && Number(to) < start) return 'whole';
	return start >= bytes ? 'none' : { start, end };
}
