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
