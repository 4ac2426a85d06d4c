import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const opening = z.object({
	method: z.literal('initialize'),
	params: z.object({ capabilities: z.object({ elicitation: z.looseObject({}).optional() }) }),
});

const ASKS = 'asks-';

/**
 * The id of a session is all there is of it: it says whether the client can put questions to its person, and any process reads it. Who makes one up only
 * says so of themselves.
 */
export function sessionFor(message: unknown): string | undefined {
	const { data } = opening.safeParse(message);
	if (!data) return undefined;
	const { elicitation } = data.params.capabilities;
	// None of the kinds named means forms, which came first.
	const asks = elicitation && ('form' in elicitation || !('url' in elicitation));
	return `${asks ? ASKS : ''}${randomUUID()}`;
}

export const canAsk = (session: string | string[] | undefined): boolean =>
	typeof session === 'string' && session.startsWith(ASKS);
