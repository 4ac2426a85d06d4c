import { BaseSequencer, type TestSpecification } from 'vitest/node';

const { sort: bySize } = BaseSequencer.prototype;

/**
 * Whole programs that start, die and start again come first in their group: short files that take long. Known durations and sizes order the rest, so
 * that no worker is left alone with a long one at the end, on a fresh clone neither.
 */
export default class ProgramsFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]) {
		return (await bySize.call(this, files)).toSorted((a, b) => groupOf(a) - groupOf(b) || turnOf(a) - turnOf(b));
	}
}

const groupOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder;
const turnOf = ({ moduleId }: TestSpecification) => (/\/tests\/faults\//.test(moduleId) ? 0 : 1);
