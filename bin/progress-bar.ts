const WIDTH = 30;

/** Draws over the line of before, on a terminal only; without a `total` it counts. `of` names what is counted. */
export function drawProgress(done: number, total: number | undefined, of: string): void {
	if (!process.stderr.isTTY) return;
	const share = total ? Math.min(1, done / total) : undefined;
	const bar =
		share === undefined
			? ''
			: `[${'#'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '.')}] ${Math.round(share * 100)} % `;
	process.stderr.write(`\r\x1b[K${bar}${done} ${of}`);
}
