import type { Settings } from '../settings.ts';
import { s3Place } from './settings.ts';

/** Where links to files lead, for the page's `img-src` and `media-src`; undefined while all bytes come from ourselves. */
export function filesOrigin(settings: Settings): string | undefined {
	const place = s3Place(settings);
	if (!place) return undefined;
	return place.endpoint ? new URL(place.endpoint).origin : `https://${place.bucket}.s3.${place.region}.amazonaws.com`;
}
