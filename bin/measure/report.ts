/** What a figure must be: at least or at most `limit`. */
type Bar = { atLeast: number } | { atMost: number };
export type Figure = { what: string; value: number; unit?: string; bar?: Bar };

export type Report = {
	/** Starts a part of the table. */
	part(name: string, note?: string): void;
	figure(figure: Figure): void;
	note(text: string): void;
	/** Prints how many bars were reached. */
	end(): void;
};

/** Prints figures as they come: what was measured, what it should be, and whether it is. */
export function openReport(): Report {
	const write = (text: string) => void process.stdout.write(text);
	let barred = 0;
	const short: string[] = [];
	return {
		part: (name, note) => write(`\n${name}${note ? `   (${note})` : ''}\n`),
		note: (text) => write(`  ${text}\n`),
		figure: ({ what, value, unit = '', bar }) => {
			const reached = bar && isReached(value, bar);
			if (bar) barred++;
			if (reached === false) short.push(what);
			const verdict = reached === undefined ? '' : reached ? 'ok' : 'SHORT';
			const cells = [
				what.padEnd(58),
				`${shown(value)} ${unit}`.trim().padStart(14),
				barText(bar).padStart(12),
				verdict,
			];
			write(`  ${cells.join('  ').trimEnd()}\n`);
		},
		end: () =>
			write(
				short.length > 0
					? `\n${short.length} of ${barred} short: ${short.join('; ')}\n`
					: `\nAll ${barred} bars reached.\n`,
			),
	};
}

const isReached = (value: number, bar: Bar) => ('atLeast' in bar ? value >= bar.atLeast : value <= bar.atMost);

const barText = (bar: Bar | undefined) => (!bar ? '' : 'atLeast' in bar ? `≥ ${bar.atLeast}` : `≤ ${bar.atMost}`);

/** Three significant digits, and no more behind the point than mean something. */
function shown(value: number): string {
	if (!Number.isFinite(value)) return '–';
	const size = Math.abs(value);
	return value.toFixed(size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}
