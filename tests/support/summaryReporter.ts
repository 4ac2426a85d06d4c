import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Leaves `N passed, N failed` in the file that `TEST_SUMMARY` names, for `bin/test` to print when everything else has
 * been said. A file that cannot be loaded and an error outside every test each count as one failure.
 */
export default class SummaryReporter implements Reporter {
	onTestRunEnd(modules: ReadonlyArray<TestModule>, stray: ReadonlyArray<unknown>) {
		if (!process.env.TEST_SUMMARY) return;
		const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
		const broken = modules.filter((module) => module.errors().length > 0).length;
		const passed = states.filter((state) => state === 'passed').length;
		const failed = states.filter((state) => state === 'failed').length + broken + stray.length;
		writeFileSync(process.env.TEST_SUMMARY, `${passed} passed, ${failed} failed\n`);
	}
}
