import type { Db } from '#core/db.ts';
import type { Definition } from '../definition.ts';
import type { Services, Settled } from '../registry.ts';
import { withSettings } from './apply.ts';
import { inOrder } from './in-order.ts';
import { isAmong } from './share.ts';
import type { SettingsState } from './tables.ts';

export const SERVICES_TOPIC = 'services';

type Declared = ReadonlyMap<string, Definition>;
type Version = { version: number; state: SettingsState; share: number; definition: Definition };
type Known = ReadonlyMap<string, readonly Version[]>;

/**
 * The services as they are declared in code, with what the owner made of them: kept in memory, fresh within a second of a change in any process. What is
 * switched off is not in it, but journeys that began with it find it by `definitionOf`.
 */
export type SettledServices = Services & { settled: Settled; load(): Promise<void> };

export function settleServices(db: Db, declared: Declared): SettledServices {
	const offered = new Map(declared);
	let known: Known = new Map();
	const inState = (id: string, state: SettingsState) => known.get(id)?.find((one) => one.state === state);
	const settled: Settled = {
		declared,
		beginning: (id, customer) => {
			const shared = inState(id, 'shared');
			const theirs = shared && customer !== '' && isAmong(customer, id, shared) ? shared : inState(id, 'live');
			return { ...definitionIn(declared, id, theirs), settings_version: theirs?.version ?? null };
		},
		of: ({ service, settings_version }) => {
			if (settings_version === null) return definitionIn(declared, service);
			const began = known.get(service)?.find(({ version }) => version === settings_version);
			// One that this process has not heard of yet has only just come into force.
			return definitionIn(declared, service, began ?? inState(service, 'live'));
		},
	};
	const load = async () => {
		known = await versionsIn(db, declared);
		const ids = await offeredIn(db, declared);
		offered.clear();
		for (const id of ids) offered.set(id, definitionIn(declared, id, inState(id, 'live')));
	};
	return Object.assign(offered, { settled, load });
}

function definitionIn(declared: Declared, id: string, version?: Version): Definition {
	const definition = version?.definition ?? declared.get(id);
	if (!definition) throw new Error(`there is no service ${id}`);
	return definition;
}

async function versionsIn(db: Db, declared: Declared): Promise<Known> {
	const rows = await db
		.selectFrom('service_settings')
		.select(['service', 'version', 'state', 'share', 'content'])
		.where('state', '<>', 'draft')
		.execute();
	const known = new Map<string, Version[]>();
	for (const { service, content, ...row } of rows) {
		const definition = declared.get(service);
		if (!definition) continue;
		known.set(service, [...(known.get(service) ?? []), { ...row, definition: withSettings(definition, content) }]);
	}
	return known;
}

/** The ids of those that are on, in order. */
async function offeredIn(db: Db, declared: Declared): Promise<string[]> {
	const rows = await db.selectFrom('offered_services').select(['service', 'is_off', 'position']).execute();
	const off = new Set(rows.filter(({ is_off }) => is_off).map(({ service }) => service));
	return inOrder([...declared.keys()], rows).filter((id) => !off.has(id));
}
