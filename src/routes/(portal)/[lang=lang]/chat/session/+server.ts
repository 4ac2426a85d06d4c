import type { RequestHandler } from './$types';

/** The script of the chat begins a session here, whose cookie no script can read. */
export const POST: RequestHandler = async ({ locals }) => {
	await locals.customer();
	return new Response(null, { status: 204 });
};
