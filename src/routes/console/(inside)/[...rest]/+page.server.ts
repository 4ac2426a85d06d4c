import { problem } from '#core/errors.ts';

/** An address that leads nowhere is told within the console. */
export const load = () => {
	throw problem('not_found');
};
