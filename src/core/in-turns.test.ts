import { expect, test } from 'vitest';
import { inTurns } from './in-turns.ts';

test('long work lets others have their turn, however long each step takes', async () => {
	const turn = inTurns();
	let turns = 0;
	const others = setInterval(() => turns++, 1);
	for (let i = 0; i < 4; i++) {
		work(30);
		await turn();
	}
	clearInterval(others);
	expect(turns).toBeGreaterThanOrEqual(2);
});

function work(ms: number): void {
	const end = performance.now() + ms;
	while (performance.now() < end);
}
