import type { Site } from '../e2e/site.ts';
import { HOME, typeOf, WEEKDAYS } from '../support/field.ts';

const CROWD = 6;

/** Somebody to come, and something for them to do, as the team sets it up. */
export async function openDepotAt({ api }: Pick<Site, 'api'>): Promise<void> {
	const { id: place_id } = await api<{ id: string }>('POST', '/places', {
		...HOME,
		name: 'Bình Dương',
		areas: ['Binh Duong'],
		active: true,
	});
	const { id: crew_id } = await api<{ id: string }>('POST', '/crews', {
		name: 'South',
		place_id,
		colour: '#0b5c8a',
		active: true,
	});
	const worker = { crew_id, place_id, skills: [], active: true, zone: HOME.zone, week: WEEKDAYS, exceptions: [] };
	for (let i = 0; i < CROWD; i++) await api('POST', '/workers', { ...worker, name: `Worker ${i}` });
	const types = [typeOf('maintenance', { names: { en: 'Maintenance' } }), typeOf('commissioning', { position: 2 })];
	for (const type of types) await api('POST', '/visit-types', type);
	await api('POST', '/assets', { serial_number: 'KA-22-104518', model: 'KA 22', kind: 'compressor' });
}

const WEEK_MS = 7 * 86_400_000;
/** A Monday, at ten. */
const LONG_AGO = Date.parse('2024-01-01T03:00:00Z');
let visits = 0;

/** Somebody was there and has done what was to be done; each time in another week. */
export async function visitAt({ api }: Pick<Site, 'api'>, customer_id: string): Promise<void> {
	const { items } = await api<{ items: { id: string; code: string }[] }>('GET', '/visit-types');
	const types = items.filter(({ code }) => code === 'maintenance').map(({ id }) => id);
	const starts_at = new Date(LONG_AGO + WEEK_MS * visits++).toISOString();
	const { id } = await api<{ id: string }>('POST', '/visits', { customer_id, types, starts_at, at: HOME });
	await api('PUT', `/visits/${id}/ending`, { state: 'done' });
}
