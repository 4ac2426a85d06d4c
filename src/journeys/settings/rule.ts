import type { Rules } from '../definition.ts';
import type { Wording } from '../wording.ts';

export const RULE_UNITS = ['days', 'hours', 'minutes', 'people', 'percent'] as const;

type Bounds = {
	label: Wording;
	/** What it is counted in. */
	unit: (typeof RULE_UNITS)[number];
	least: number;
	most: number;
	usual: number;
};

/** A whole number that an owner may set, within bounds. */
export type RuleDeclared = Bounds & {
	name: string;
	/** What holds here: as it was set, else the usual. */
	in(asking: { rules: Rules }): number;
};

/** Declares a number of a service, and reads it: `const ahead = ruleNumber('ahead', …)`, then `.rule(ahead)` and `ahead.in(asking)`. */
export function ruleNumber(name: string, bounds: Bounds): RuleDeclared {
	const { least, most, usual } = bounds;
	return {
		name,
		...bounds,
		in: ({ rules }) => {
			const set = rules[name];
			return typeof set === 'number' ? Math.min(most, Math.max(least, set)) : usual;
		},
	};
}
