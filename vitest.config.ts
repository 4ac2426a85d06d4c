import os from 'node:os';
import { defineConfig } from 'vitest/config';
import ProgramsFirst from './tests/support/sequencer.ts';

const cores = os.availableParallelism();

/** Tests of parts come first, and take what the machine has; those of the whole program wait for databases, programs and pages for half of their time. */
const group = (name: string, groupOrder: number, include: string[], maxWorkers: number) => ({
	extends: true as const,
	test: { name, include, maxWorkers, sequence: { groupOrder } },
});

export default defineConfig({
	test: {
		projects: [
			group('parts', 0, ['src/**/*.test.ts', 'db/**/*.test.ts'], Math.max(2, cores - 1)),
			group('whole', 1, ['tests/**/*.test.ts'], Math.max(2, cores + 1)),
		],
		globalSetup: 'tests/support/globalSetup.ts',
		sequence: { sequencer: ProgramsFirst },
		reporters: ['default', './tests/support/summaryReporter.ts'],
		// What one file loaded the next need not; they replace no modules.
		isolate: false,
		testTimeout: 20_000,
		hookTimeout: 60_000,
	},
});
