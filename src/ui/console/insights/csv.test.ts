import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('cells that a spreadsheet would take apart or run are written so that it does not', () => {
	const rows = [
		['Words', 'Times'],
		['oil, used "old"', 3],
		['=cmd()', -1],
	];
	expect(csvOf(rows)).toBe('\uFEFFWords,Times\r\n"oil, used ""old""",3\r\n\'=cmd(),-1\r\n');
});
