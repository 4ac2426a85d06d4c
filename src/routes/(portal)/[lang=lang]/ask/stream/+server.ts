import { askFromForm } from '../../../../door/ask.ts';
import type { RequestHandler } from './$types';

/** The same as posting the form, told while it happens: `sentence` events, then `done` with the page of the answer. */
export const POST: RequestHandler = async (event) => {
	const asked = await askFromForm(event);
	if (!asked.ok) return new Response(null, { status: asked.status });
	const body = [...asked.sentences.map((text) => frame('sentence', { text })), frame('done', { url: asked.url })].join(
		'',
	);
	return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
};

const frame = (event: string, data: object) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
