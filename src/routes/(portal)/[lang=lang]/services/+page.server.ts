import { problem } from '#core/errors.ts';
import { sameForAll } from '../../../door/reader.ts';
import { servicesIn } from '../../../door/services.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, setHeaders }) => {
	const services = servicesIn(locals);
	if (services.length === 0) throw problem('not_found');
	sameForAll(setHeaders);
	return { services };
};
