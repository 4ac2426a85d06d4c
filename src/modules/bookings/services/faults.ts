import { isProblem } from '#core/errors.ts';
import type { Fault } from '#journeys/definition.ts';

export const TAKEN: Fault = { code: 'taken', words: 'journey_fault_taken' };

/** What was refused because somebody else was faster, or it is too late; anything else is not for the customer to mend. */
export function faultOf(error: unknown): Fault {
	if (isProblem(error) && (error.code === 'conflict' || error.code === 'invalid_input')) return TAKEN;
	throw error;
}
