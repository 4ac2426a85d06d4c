import type { App } from '#app';
import { SYSTEM } from '#core/access.ts';
import {
	makeCrew,
	makePlace,
	makeVisitType,
	makeWorker,
	type VisitTypeInput,
	type WorkerInput,
} from '#modules/bookings/index.ts';

export const WEEKDAYS = Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: '08:00', to: '17:00' }] : []));
export const HOME = { lat: 10.98, lon: 106.67, address: '12 Đại lộ Bình Dương', zone: 'Asia/Ho_Chi_Minh' };

/** An hour of work by one person, to be had from two hours ahead; late changes cost 600,000 ₫. */
export const typeOf = (code: string, more: Partial<VisitTypeInput> = {}): VisitTypeInput => ({
	code,
	names: { en: code },
	descriptions: {},
	price_notes: {},
	minutes: 60,
	people: 1,
	people_max: 3,
	skills: [],
	resource_kinds: [],
	buffer_before: 0,
	buffer_after: 0,
	step: 30,
	arrival_window: 120,
	notice: 120,
	horizon_days: 60,
	move_until: 1_440,
	cancel_until: 1_440,
	late_fee: { amount_minor: 600_000, currency: 'VND' },
	checklist: [],
	position: 1,
	active: true,
	...more,
});

/** A depot with so many workers, who are there on weekdays from eight to five, and one type of visit. */
export async function openDepot(
	app: Pick<App, 'transact'>,
	{
		workers = 1,
		type = {},
		worker = {},
	}: { workers?: number; type?: Partial<VisitTypeInput>; worker?: Partial<WorkerInput> } = {},
) {
	return app.transact(async (tx) => {
		const { zone } = HOME;
		const place = await makePlace(tx, SYSTEM, {
			...HOME,
			name: 'Bình Dương',
			areas: ['Binh Duong', '平阳', 'บิ่ญเซือง'],
			active: true,
		});
		const crew = await makeCrew(tx, SYSTEM, { name: 'South', place_id: place.id, colour: '#0b5c8a', active: true });
		const made = {
			member_id: null,
			crew_id: crew.id,
			place_id: place.id,
			skills: [],
			active: true,
			zone,
			week: WEEKDAYS,
			exceptions: [],
		};
		const ids: string[] = [];
		for (let i = 0; i < workers; i++)
			ids.push((await makeWorker(tx, SYSTEM, { ...made, name: `Worker ${i}`, ...worker })).id);
		const { id } = await makeVisitType(tx, SYSTEM, typeOf(`type-${place.id}`, type));
		return { place: place.id, crew: crew.id, workers: ids, type: id };
	});
}
