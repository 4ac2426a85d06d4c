import type { MessageKey } from '#core/i18n/say.ts';

export const KINDS = ['screw', 'piston', 'dryer'] as const;
export type Kind = (typeof KINDS)[number];
export const SYMPTOMS = ['wont_start', 'low_pressure', 'hot', 'noise', 'water'] as const;
export type Symptom = (typeof SYMPTOMS)[number];

type Texts = { ask: MessageKey; picture: MessageKey; fix: MessageKey };
const texts = <N extends string>(name: N) =>
	({ ask: `guide_${name}`, picture: `guide_${name}_picture`, fix: `guide_${name}_fix` }) as const;

/** What can be looked at, in the order in which it is asked for: the picture of it is `static/guides/<name>.svg`. `article`: the external id of what says more. */
export const CHECKS = {
	power: { ...texts('power'), article: 'wont-start' },
	stop: { ...texts('stop'), article: 'wont-start' },
	gauge: { ...texts('gauge'), article: 'set-pressure' },
	cold: { ...texts('cold'), article: 'wont-start' },
	valve: { ...texts('valve'), article: 'no-pressure' },
	leak: { ...texts('leak'), article: 'leak-search' },
	dryer: { ...texts('dryer'), article: 'dryer-alarms' },
	drain: { ...texts('drain'), article: 'drain-receiver' },
	vent: { ...texts('vent'), article: 'room-ventilation' },
	cooler: { ...texts('cooler'), article: 'clean-cooler' },
	oil: { ...texts('oil'), article: 'oil-change' },
	filter: { ...texts('filter'), article: 'air-filter' },
	belt: { ...texts('belt'), article: 'drive-belts' },
	feet: { ...texts('feet'), article: 'noise-vibration' },
} as const satisfies Record<string, Texts & { article: string }>;
export type Check = keyof typeof CHECKS;

/** What each kind of machine suffers from, and what is looked at then. */
const GUIDES: Record<Kind, Partial<Record<Symptom, readonly Check[]>>> = {
	screw: {
		wont_start: ['power', 'stop', 'gauge', 'cold'],
		low_pressure: ['valve', 'leak', 'drain', 'filter', 'belt'],
		hot: ['vent', 'cooler', 'oil', 'filter'],
		noise: ['feet', 'belt', 'oil', 'filter'],
		water: ['dryer', 'drain', 'vent', 'cooler'],
	},
	piston: {
		wont_start: ['power', 'gauge', 'cold', 'oil'],
		low_pressure: ['valve', 'leak', 'drain', 'filter', 'belt'],
		hot: ['vent', 'oil', 'filter', 'leak'],
		noise: ['feet', 'belt', 'oil', 'filter'],
		water: ['drain', 'vent', 'filter', 'leak'],
	},
	dryer: {
		wont_start: ['power', 'cold', 'vent', 'cooler'],
		hot: ['vent', 'cooler', 'power', 'feet'],
		water: ['dryer', 'drain', 'vent', 'cooler'],
	},
};

/** In the order in which they are asked. Nothing where there is no guide. */
export function checksFor(kind: string, symptom: string): Check[] {
	const wanted = GUIDES[kind as Kind]?.[symptom as Symptom] ?? [];
	return (Object.keys(CHECKS) as Check[]).filter((check) => wanted.includes(check));
}

export const symptomsOf = (kind: string): Symptom[] =>
	SYMPTOMS.filter((symptom) => checksFor(kind, symptom).length > 0);
