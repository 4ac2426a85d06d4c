import os from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests of parts come first; those of the whole program take the longest. */
const group = (name: string, groupOrder: number, include: string[]) => ({
	extends: true as const,
	test: { name, include, sequence: { groupOrder } },
});

export default defineConfig({
	test: {
		projects: [group('parts', 0, ['src/**/*.test.ts', 'db/**/*.test.ts']), group('whole', 1, ['tests/**/*.test.ts'])],
		globalSetup: 'tests/support/globalSetup.ts',
		reporters: ['default', './tests/support/summaryReporter.ts'],
		// Vitest leaves a core free, and of two that is half: these tests wait for databases, programs and pages for a third of their time.
		maxWorkers: Math.max(2, os.availableParallelism() - 1),
		// What one file loaded the next need not; they replace no modules.
		isolate: false,
		testTimeout: 20_000,
		hookTimeout: 60_000,
	},
});
