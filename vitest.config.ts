import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'tests/**/*.test.ts', 'db/**/*.test.ts'],
		globalSetup: 'tests/support/globalSetup.ts',
		reporters: ['default', './tests/support/summaryReporter.ts'],
		testTimeout: 20_000,
		hookTimeout: 60_000,
	},
});
