import type { Db } from '#core/db.ts';
import type { Area } from '#journeys/fields/place.ts';
import '../tables.ts';

/** Where we work from: an address that names one of these is near it. */
export async function areasOf(db: Db): Promise<Area[]> {
	const places = await db
		.selectFrom('places')
		.select(['name', 'areas', 'lat', 'lon', 'zone'])
		.where('active', '=', true)
		.execute();
	return places.map(({ name, areas, ...where }) => ({ names: [name, ...areas], ...where }));
}
