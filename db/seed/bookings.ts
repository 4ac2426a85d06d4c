import { type App, atTime } from '#app';
import { SYSTEM } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { addDays, beginningOf, dayIn } from '#core/days.ts';
import { inSavepoint } from '#core/transaction.ts';
import {
	bookVisit,
	cancelVisit,
	changeVisitType,
	changeWorker,
	endVisit,
	listVisitTypes,
	listWorkers,
	makeCrew,
	makePlace,
	makeResource,
	makeVisitType,
	makeWorker,
	openSlots,
	type VisitTypeInput,
} from '#modules/bookings/index.ts';
import { BRANCHES, SKILLS, VISITS } from './field.ts';

/** By id what the demo brought along for visits. */
export type DemoField = Record<'places' | 'crews' | 'workers' | 'resources' | 'types', string[]>;

const TRAVEL_PRICE = { amount_minor: 9_600, currency: 'EUR' };
const USUAL = {
	people: 1,
	resource_kinds: [],
	buffer_before: 0,
	buffer_after: 15,
	step: 30,
	arrival_window: 120,
	horizon_days: 42,
	move_until: 1_440,
	cancel_until: 1_440,
	late_fee: TRAVEL_PRICE,
	checklist: [],
	active: true,
};

/** Five branches with a crew of three each, what they measure with, and what can be booked. */
export async function openField(tx: Tx): Promise<DemoField> {
	const field: DemoField = { places: [], crews: [], workers: [], resources: [], types: [] };
	for (const branch of BRANCHES) await openBranch(tx, branch, field);
	for (const [position, visit] of VISITS.entries()) field.types.push(await offer(tx, { ...USUAL, ...visit, position }));
	return field;
}

/** One that stayed when the demo went, because somebody had booked it, is offered again. */
async function offer(tx: Tx, type: VisitTypeInput): Promise<string> {
	const before = (await listVisitTypes(tx, SYSTEM)).find(({ code }) => code === type.code);
	if (!before) return (await makeVisitType(tx, SYSTEM, type)).id;
	await changeVisitType(tx, SYSTEM, { ...type, id: before.id });
	return before.id;
}

type Branch = (typeof BRANCHES)[number];

async function openBranch(tx: Tx, { crew: names, name, areas, address, lat, lon, zone, ...branch }: Branch, field: DemoField): Promise<void> {
	const { id: place_id } = await makePlace(tx, SYSTEM, { name, areas: [...areas], address, lat, lon, zone, active: true });
	const crew = await makeCrew(tx, SYSTEM, { name, place_id, colour: branch.colour, active: true });
	const meter = { kind: 'ultrasound', name: `Ultrasound ${name}`, place_id, active: true };
	field.places.push(place_id);
	field.crews.push(crew.id);
	field.resources.push((await makeResource(tx, SYSTEM, meter)).id);
	const saturday = branch.saturday ? [branch.saturday] : [];
	const week = [...Array.from({ length: 5 }, () => [branch.shift]), saturday, []];
	const hours = { zone, week, exceptions: [], member_id: null, crew_id: crew.id, place_id, active: true };
	for (const [i, person] of names.entries()) {
		const worker = await makeWorker(tx, SYSTEM, { ...hours, name: person, skills: SKILLS[i] ?? [] });
		field.workers.push(worker.id);
	}
}

const DAYS = 14;
const DAY_MS = 86_400_000;

/** Two weeks before and after today, as customers would have filled them: each region on its own days, fewer the further ahead. */
export async function fillCalendar(app: App, field: DemoField, customers: readonly string[]): Promise<void> {
	const { db } = app.database;
	const whom = await byBranch(db, customers);
	const types = (await listVisitTypes(db, SYSTEM)).filter(({ id }) => field.types.includes(id)).map(({ id }) => id);
	let number = 0;
	for (let day = -DAYS; day <= DAYS; day++)
		for (const [b, branch] of BRANCHES.entries()) {
			const people = whom[b] ?? [];
			const wanted = people.length > 0 ? countOn(day, b) : 0;
			for (let n = 0; n < wanted; n++, number++) {
				const customer = people[number % people.length] ?? '';
				await visitOnce(app, { branch, day, number, customer, type: types[number % types.length] ?? '' });
			}
		}
	await takeHoliday(app, field);
}

const countOn = (day: number, branch: number) => (day > 7 ? 1 + ((day + branch) % 2) : 2 + ((day + DAYS + branch) % 3));

type Once = { branch: Branch; day: number; number: number; customer: string; type: string };

/** Booked some days before, at a time that was free then; what is past is done, but for one who was not there and one who thought better of it. */
async function visitOnce(app: App, { branch, day, number, customer, type }: Once): Promise<void> {
	const { zone, sites } = branch;
	const begins = beginningOf(addDays(dayIn(zone, app.clock()), day), zone);
	const booked = new Date(Math.min(begins.getTime() - (5 + (number % 4)) * DAY_MS, app.clock().getTime() - number * 60_000));
	const [address = '', lat = null, lon = null] = sites[number % sites.length] ?? [];
	const at = { address, lat, lon, zone };
	const until = new Date(begins.getTime() + DAY_MS - 1);
	const slots = await openSlots(app.database.db, { types: [type], at, from: begins, until, limit: 50, now: booked });
	const slot = slots[(number * 7) % Math.max(1, slots.length)];
	if (!slot) return;
	const then = (moment: Date) => atTime(app, () => moment);
	const lang = branch.langs[0];
	const { id } = await then(booked).transact((tx) =>
		bookVisit(tx, SYSTEM, { types: [type], starts_at: slot.starts_at, at, customer, lang, channel: 'web' }),
	);
	if (number % 17 === 11) {
		await then(new Date(booked.getTime() + DAY_MS / 2)).transact((tx) => cancelVisit(tx, SYSTEM, { id }));
		return;
	}
	if (slot.ends_at >= app.clock()) return;
	const state = number % 23 === 5 ? 'missed' : 'done';
	await then(slot.ends_at).transact((tx) => endVisit(tx, SYSTEM, { id, state }));
}

/** Customers by the branch whose language they speak. */
async function byBranch(db: Db, customers: readonly string[]): Promise<string[][]> {
	if (customers.length === 0) return [];
	const rows = await db.selectFrom('customers').select(['id', 'lang']).where('id', 'in', [...customers]).orderBy('id').execute();
	return BRANCHES.map(({ langs }) => rows.filter(({ lang }) => langs.some((each) => each === lang)).map(({ id }) => id));
}

/** One of them is away at the end of the second week. */
async function takeHoliday(app: App, { workers }: DemoField): Promise<void> {
	const away = (await listWorkers(app.database.db, SYSTEM)).find(({ id }) => id === workers.at(-1));
	if (!away) return;
	const { created_at: _made, ...worker } = away;
	const first = addDays(dayIn(worker.zone, app.clock()), DAYS + 1);
	const exceptions = [0, 1, 2].map((later) => ({ day: addDays(first, later), name: 'ลาพักร้อน', shifts: [] }));
	await app.transact((tx) => changeWorker(tx, SYSTEM, { ...worker, exceptions }));
}

/** Takes it back, after the invented customers with their visits. What real customers booked by it stays theirs, and is offered no more. */
export async function removeField(tx: Tx, { places, crews, workers, resources, types }: DemoField): Promise<void> {
	const all = { visit_types: types, workers, resources, crews, places } as const;
	for (const [table, ids] of Object.entries(all) as [keyof typeof all, string[]][])
		for (const id of ids) {
			await tx.updateTable(table).set({ active: false }).where('id', '=', id).execute();
			await inSavepoint(tx, () => tx.deleteFrom(table).where('id', '=', id).execute()).catch(unlessUsed);
		}
}

function unlessUsed(error: unknown): void {
	if ((error as { code?: unknown }).code !== FOREIGN_KEY) throw error;
}

const FOREIGN_KEY = '23503';
