import { z } from 'zod';
import type { App } from '#app';
import { SYSTEM } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { changeSetting, type SettingKind } from '#core/settings.ts';
import type { DemoField } from './bookings.ts';
import type { DemoPromises } from './promises.ts';

/**
 * What the demo company brought along, so that it can go again: its articles by name, its customers by id. `loading` what it knows, `asking` its month of
 * questions; `removed` so that it does not come back.
 */
export type Demo = {
	state: (typeof STATES)[number];
	articles: string[];
	collections: string[];
	customers: string[];
	/** Not in a demo that came before promises were made. */
	promises?: DemoPromises | undefined;
	/** Nor in one that came before visits were booked. */
	field?: DemoField | undefined;
	/** Nor in one that came before there was a register of machines. */
	machines?: string[] | undefined;
};
const STATES = ['loading', 'asking', 'loaded', 'removed'] as const;

const ids = z.array(z.string());

export const demoSetting: SettingKind<Demo | null> = {
	key: 'demo',
	schema: z
		.object({
			state: z.enum(STATES),
			articles: z.array(z.string()),
			collections: z.array(z.string()),
			customers: z.array(z.string()),
			promises: z.object({ calendar: z.string(), rules: z.array(z.string()) }).optional(),
			field: z.object({ places: ids, crews: ids, workers: ids, resources: ids, types: ids }).optional(),
			machines: ids.optional(),
		})
		.nullable(),
	fallback: null,
};

export const noteDemo = (tx: Tx, app: App, demo: Demo) => changeSetting(tx, SYSTEM, app.secrets, demoSetting, demo);
