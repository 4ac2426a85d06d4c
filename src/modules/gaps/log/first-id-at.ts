const HEX = 16;

/** The lowest UUIDv7 of a moment: ids are in the order of time, so a span of time is a span of ids. */
export function firstIdAt(at: Date): string {
	const ms = Math.max(0, at.getTime()).toString(HEX).padStart(12, '0');
	return `${ms.slice(0, 8)}-${ms.slice(8, 12)}-7000-8000-000000000000`;
}
