import { Refusal } from './call.ts';

/**
 * Fetches what the page shows anew after a call failed. Not where nothing answers, or where nobody is signed in: the page would be taken away instead, with
 * all that is open on it.
 */
export async function lookAgain(error: unknown, again: () => Promise<void>): Promise<void> {
	const isCutOff = error instanceof Refusal && ['offline', 'unauthenticated'].includes(error.code);
	if (!isCutOff) await again();
}
