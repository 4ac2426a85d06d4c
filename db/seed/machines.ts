import { type App, atTime } from '#app';
import { SYSTEM } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { addDays, dayIn } from '#core/days.ts';
import { type Asset, type AssetInput, changeAsset, listAssets, registerAsset } from '#modules/assets/index.ts';
import { BRANCHES } from './field.ts';

/** Model, year and week made, running number: what is sold is made before it is installed. */
const MACHINES = [
	'KA11-2407-0112',
	'KA05-2412-0038',
	'KA22-2419-0207',
	'KD20-2421-0064',
	'KA11-2433-0291',
	'KP02-2438-0519',
	'KA22V-2444-0021',
	'KD40-2445-0017',
	'KA05-2503-0145',
	'KA11-2509-0088',
	'KD10-2514-0102',
	'KA22-2522-0176',
	'KA11-2530-0254',
	'KP02-2541-0733',
	'KD20-2602-0029',
	'KA05-2611-0067',
	'KA11-2617-0483',
	'KA22V-2631-0009',
	'KD20-2638-0118',
	'KA11-2642-0502',
];
/** The newest four stand in the warehouse. */
const SOLD = MACHINES.length - 4;
const MODELS: Record<string, string> = {
	KP02: 'KP 2',
	KA05: 'KA 5',
	KA11: 'KA 11',
	KA22: 'KA 22',
	KA22V: 'KA 22 V',
	KD10: 'KD 10',
	KD20: 'KD 20',
	KD40: 'KD 40',
};
const WARRANTY_DAYS = 730;
/** From the factory to the first start. */
const WEEKS_ON_THE_WAY = 7;

/** Puts Kestrel Air's machines into the register, all without an owner yet; one whose number a real machine has stays that one. Answers those that are new. */
export async function registerMachines(tx: Tx): Promise<string[]> {
	const ids: string[] = [];
	for (const serial_number of MACHINES) {
		const [there] = await listAssets(tx, SYSTEM, { serial: serial_number, limit: 1 });
		if (!there) ids.push((await registerAsset(tx, SYSTEM, machineOf(serial_number))).id);
	}
	return ids;
}

function machineOf(serial_number: string): AssetInput {
	const type = serial_number.split('-')[0] ?? '';
	return { serial_number, model: MODELS[type] ?? type, kind: type.startsWith('KD') ? 'dryer' : 'compressor' };
}

/** Customers of the demo own what is sold, each where people of their language work. */
export async function sellMachines(app: App, machines: readonly string[], customers: readonly string[]): Promise<void> {
	if (customers.length === 0) return;
	const owners = await app.database.db
		.selectFrom('customers')
		.select(['id', 'lang'])
		.where('id', 'in', [...customers])
		.orderBy('id')
		.execute();
	const stock = (await listAssets(app.database.db, SYSTEM, { limit: 200 })).filter(({ id }) => machines.includes(id));
	const sold = stock.filter(({ serial_number }) => MACHINES.indexOf(serial_number) < SOLD);
	await atTime(app, app.clock).transact(async (tx) => {
		for (const [i, machine] of sold.entries()) {
			const branch = BRANCHES[i % BRANCHES.length]!;
			const near = owners.filter(({ lang }) => branch.langs.some((each) => each === lang));
			const owner = near[i % Math.max(1, near.length)];
			if (owner) await changeAsset(tx, SYSTEM, { id: machine.id, customer_id: owner.id, ...installed(app, machine, branch) });
		}
	});
}

function installed(app: App, { serial_number }: Asset, { sites, zone }: (typeof BRANCHES)[number]) {
	const [, made = '', number] = serial_number.split('-');
	const first = addDays(`20${made.slice(0, 2)}-01-01`, 7 * (Number(made.slice(2)) + WEEKS_ON_THE_WAY));
	const today = dayIn(zone, app.clock());
	const commissioned_on = first < today ? first : today;
	const [address = ''] = sites[Number(number) % sites.length] ?? [];
	return { address, commissioned_on, warranty_until: addDays(commissioned_on, WARRANTY_DAYS) };
}

/** Takes the machines back that belong to nobody who is real, and answers which. */
export async function removeMachines(tx: Tx, machines: readonly string[]): Promise<string[]> {
	if (machines.length === 0) return [];
	const gone = tx.deleteFrom('assets').where('id', 'in', machines).where('customer_id', 'is', null).returning('id');
	return (await gone.execute()).map(({ id }) => id);
}
