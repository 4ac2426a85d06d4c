/** Services that were put into an order first, the others behind them as they were registered. */
export function inOrder(
	ids: readonly string[],
	rows: readonly { service: string; position: number | null }[],
): string[] {
	const places = new Map(rows.map(({ service, position }) => [service, position]));
	const place = (id: string) => places.get(id) ?? Number.MAX_SAFE_INTEGER;
	return ids.toSorted((a, b) => place(a) - place(b));
}
