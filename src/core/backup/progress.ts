/** Long work says what it is at: part `done` of `total`, called `name`. */
export type Progress = (step: { what: 'check' | 'table' | 'file'; name: string; done: number; total: number }) => void;

const WORDS = { check: 'Checking', table: 'Table', file: 'File' };
const EVERY_MS = 100;

/** On a terminal one line that changes, elsewhere (a log) a line now and then. `end` leaves the terminal clean. */
export function progressLine(out: NodeJS.WriteStream): { progress: Progress; end(): void } {
	let next = 0;
	return {
		progress: ({ what, name, done, total }) => {
			if (Date.now() < next && done < total) return;
			next = Date.now() + (out.isTTY ? EVERY_MS : 100 * EVERY_MS);
			const text = `${WORDS[what]} ${done} of ${total}: ${name}`;
			out.write(out.isTTY ? `\r\x1b[K${text.slice(0, out.columns - 1)}` : `${text}\n`);
		},
		end: () => void (out.isTTY && out.write('\r\x1b[K')),
	};
}
