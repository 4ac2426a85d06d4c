import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import type { App } from '#app';
import { asProblem } from '#core/errors.ts';

export const refused = (text: string): CallToolResult => ({ content: [{ type: 'text', text }], isError: true });

/** Says to a model what is wrong with its arguments, so that it can do better. */
export function refuseWrong({ issues }: z.ZodError): CallToolResult {
	const lines = issues.slice(0, 20).map(({ path, message }) => `- ${path.join('.') || 'arguments'}: ${message}`);
	return refused(`These arguments will not do (invalid_input):\n${lines.join('\n')}`);
}

/** What went wrong, as a reply: a model reads it and can act on it, where an error of the protocol would only end its turn. */
export function failed(app: App, origin: string, error: unknown): CallToolResult {
	const known = asProblem(error);
	if (known.code === 'internal') app.log.error({ err: (error as Error)?.stack ?? String(error) }, 'tool failed');
	if (known.code === 'unauthenticated') return refused(howToBegin(origin));
	const wait = known.retryAfter ? ` Try again in ${known.retryAfter} seconds.` : '';
	return refused(`${known.detail ?? known.code.replaceAll('_', ' ')} (${known.code})${wait}`);
}

const howToBegin = (origin: string) =>
	[
		'This needs to know for which customer it is done (unauthenticated).',
		`A program that can sign its customer in connects to ${origin}/mcp/me instead.`,
		`Any other gets a session, which costs nothing: POST ${origin}/api/v1/sessions with the body {} answers {"token": "ct_…"}.`,
		'It then connects with the header "Authorization: Bearer ct_…". Searching, asking and listing services need none of this.',
	].join(' ');
