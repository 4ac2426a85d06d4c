import { z } from 'zod';
import type { Say } from '#core/i18n/say.ts';
import { contentSchema } from '#journeys/settings/content.ts';
import type { Funnel } from '#journeys/settings/funnel.ts';
import type { Version } from '#journeys/settings/lock.ts';
import type { ServiceSettings } from '#journeys/settings/read.ts';
import { RULE_UNITS } from '#journeys/settings/rule.ts';
import { SETTINGS_STATES } from '#journeys/settings/tables.ts';
import { inWords } from '#journeys/wording.ts';

const state = z.enum(SETTINGS_STATES);
export const stage = z.object({ version: z.number(), state, share: z.number() });

export const counted = z.object({
	begun: z.number(),
	open: z.number().meta({ description: 'Not finished, and not left alone' }),
	over: z.number(),
	done: z.number().meta({ description: 'Of those that are over' }),
});

const completion = z.object({ done: z.number(), over: z.number() });
const version = stage.extend({
	content: contentSchema,
	taken_from: z.number().nullable().meta({ description: 'The version whose content was taken over; 0 is as declared' }),
	by: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
	changed_at: z.string(),
	stopped_for: z
		.object({ shared: completion, live: completion })
		.nullable()
		.meta({ description: 'What was counted where it was stopped by itself' }),
});

export const serviceSettings = z.object({
	service: z.string(),
	title: z.string(),
	off: z.boolean(),
	texts: z.array(z.object({ place: z.string(), texts: z.record(z.string(), z.string()) })),
	questions: z.array(
		z.object({
			name: z.string(),
			label: z.string(),
			optional: z.boolean().meta({ description: 'May be made one that has to be answered, or is not asked' }),
			choices: z.array(z.string()),
		}),
	),
	rules: z.array(
		z.object({
			name: z.string(),
			label: z.string(),
			unit: z.enum(RULE_UNITS),
			least: z.number(),
			most: z.number(),
			usual: z.number(),
		}),
	),
	versions: z.array(version),
});

export const funnel = z.object({
	total: counted,
	steps: z.array(
		z.object({
			name: z.string(),
			label: z.string(),
			reached: z.number(),
			answered: z.number(),
			refused: z.number(),
			left: z.number(),
		}),
	),
	channels: z.array(z.string()),
	langs: z.array(z.string()),
});

export const presentFunnel = (say: Say, { steps, ...rest }: Funnel, lang: string) => ({
	...rest,
	steps: steps.map(({ label, ...step }) => ({ ...step, label: inWords(say, { words: label }, lang) })),
});

type Reading = { names: ReadonlyMap<string, string>; lang: string };

export function presentSettings(say: Say, settings: ServiceSettings, { names, lang }: Reading) {
	const { declared, off, texts, versions } = settings;
	return {
		service: declared.id,
		title: inWords(say, { words: declared.title }, lang),
		off,
		texts,
		questions: declared.steps.flatMap((step) =>
			step.kind === 'ask'
				? [
						{
							name: step.name,
							label: inWords(say, { words: step.field.label }, lang),
							optional: step.optional,
							choices: [...(step.field.values ?? [])],
						},
					]
				: [],
		),
		rules: (declared.ruled ?? []).map(({ name, label, unit, least, most, usual }) => ({
			name,
			unit,
			least,
			most,
			usual,
			label: inWords(say, { words: label }, lang),
		})),
		versions: versions.map((one) => presentVersion(one, names)),
	};
}

const presentVersion = (row: Version, names: Reading['names']) => {
	const { version: number, state: at, share, content, taken_from, made_by, changed_at, stopped_for } = row;
	const { kind, id } = made_by;
	return {
		version: number,
		state: at,
		share,
		content,
		taken_from,
		by: { kind, id, name: names.get(id) ?? null },
		changed_at: changed_at.toISOString(),
		stopped_for,
	};
};
