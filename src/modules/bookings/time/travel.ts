import type { Spot } from '../kinds.ts';

/** Minutes on the road from one spot to another. */
export type Travel = (from: Spot, to: Spot) => number;

/**
 * Gets ready what a search will ask: between a site and all other spots, both ways. A service that knows the roads answers that with one request, before any
 * transaction begins; the straight line needs none.
 */
export type TravelSource = (site: Spot, others: readonly Spot[]) => Promise<Travel>;

export type RoadTerms = { kmh: number; fixed_minutes: number; unknown_minutes: number };

const EARTH_KM = 6_371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** As the crow flies (haversine), at a steady speed, with some minutes to park and to walk; nothing to the very same spot. */
export function straightLine({ kmh, fixed_minutes, unknown_minutes }: RoadTerms): Travel {
	return (from, to) => {
		if (!isKnown(from) || !isKnown(to)) return unknown_minutes;
		if (from.lat === to.lat && from.lon === to.lon) return 0;
		return fixed_minutes + Math.ceil((kilometres(from, to) / kmh) * 60);
	};
}

type Known = { lat: number; lon: number };

/** Zero and zero lie in the sea: whoever sends them had nothing to send. */
export function isKnown(spot: Spot): spot is Known {
	return spot.lat !== null && spot.lon !== null && !(spot.lat === 0 && spot.lon === 0);
}

function kilometres(from: Known, to: Known): number {
	const [north, east] = [radians(to.lat - from.lat), radians(to.lon - from.lon)];
	const chord =
		Math.sin(north / 2) ** 2 + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.sin(east / 2) ** 2;
	return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
