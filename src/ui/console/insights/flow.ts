/** Something that passes through some of the columns, and how often. */
export type Way = { stations: readonly (string | null)[]; count: number };

export type Node = { column: number; key: string; count: number; y: number; height: number };
export type Link = { from: Node; to: Node; count: number; y1: number; y2: number; width: number };

type Size = { height: number; gap: number };

/**
 * Lays a flow out in columns: nodes one below the other in the order of `orders`, as high as many pass, and bands between them. A way that leaves a column
 * out (`null`) passes it by. All in the unit of `height`.
 */
export function layFlow(
	ways: readonly Way[],
	orders: readonly (readonly string[])[],
	{ height, gap }: Size,
): { nodes: Node[]; links: Link[] } {
	const counts = orders.map((_, column) => countBy(ways, ({ stations }) => stations[column]));
	const total = ways.reduce((sum, { count }) => sum + count, 0);
	const mostNodes = Math.max(1, ...counts.map((column) => column.size));
	const scale = (height - gap * (mostNodes - 1)) / Math.max(1, total);
	const nodes = orders.flatMap((order, column) => stack(column, order, counts[column] ?? new Map(), { scale, gap }));
	const find = (column: number, key: string) => nodes.find((node) => node.column === column && node.key === key);
	const left = new Map<Node, number>();
	const right = new Map<Node, number>();
	const links = [...countBy(ways.flatMap(stepsOf), ({ step }) => step)]
		.flatMap(([step, count]) => {
			const [column, key, nextColumn, nextKey] = JSON.parse(step) as [number, string, number, string];
			const from = find(column, key);
			const to = find(nextColumn, nextKey);
			return from && to ? [{ from, to, count, width: count * scale }] : [];
		})
		.toSorted(
			(a, b) => a.from.column - b.from.column || a.from.y - b.from.y || a.to.column - b.to.column || a.to.y - b.to.y,
		)
		.map((link) => {
			const y1 = link.from.y + (right.get(link.from) ?? 0);
			right.set(link.from, (right.get(link.from) ?? 0) + link.width);
			return { ...link, y1 };
		})
		.toSorted((a, b) => a.to.column - b.to.column || a.from.column - b.from.column || a.from.y - b.from.y)
		.map((link) => {
			const y2 = link.to.y + (left.get(link.to) ?? 0);
			left.set(link.to, (left.get(link.to) ?? 0) + link.width);
			return { ...link, y2 };
		});
	return { nodes, links };
}

function stack(
	column: number,
	order: readonly string[],
	counts: Map<string, number>,
	{ scale, gap }: { scale: number; gap: number },
): Node[] {
	let y = 0;
	return order.flatMap((key) => {
		const count = counts.get(key) ?? 0;
		if (count === 0) return [];
		const node = { column, key, count, y, height: count * scale };
		y += node.height + gap;
		return [node];
	});
}

/** From station to next station, the columns that are left out skipped. */
function stepsOf({ stations, count }: Way): { step: string; count: number }[] {
	const passed = stations.flatMap((key, column) => (key === null ? [] : [{ column, key }]));
	return passed.slice(1).map(({ column, key }, i) => ({
		step: JSON.stringify([passed[i]?.column, passed[i]?.key, column, key]),
		count,
	}));
}

function countBy<Row extends { count: number }>(
	rows: readonly Row[],
	key: (row: Row) => string | null | undefined,
): Map<string, number> {
	const counts = new Map<string, number>();
	for (const row of rows) {
		const name = key(row);
		if (name !== null && name !== undefined) counts.set(name, (counts.get(name) ?? 0) + row.count);
	}
	return counts;
}
