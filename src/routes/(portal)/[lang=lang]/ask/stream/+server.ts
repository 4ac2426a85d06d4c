import { type Asked, askFromForm } from '../../../../door/ask.ts';
import type { RequestHandler } from './$types';

/** The same as posting the form, told while it happens: `sentence` events, then `done` with the page of the answer. */
export const POST: RequestHandler = async (event) => {
	const steps = askFromForm(event);
	const first = await steps.next();
	if (first.done && !first.value.ok) return new Response(null, { status: first.value.status });
	const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
	return new Response(streamOf(framed(first, steps)), { headers });
};

async function* framed(
	first: IteratorResult<string, Asked>,
	steps: AsyncGenerator<string, Asked>,
): AsyncGenerator<string> {
	let step = first;
	for (; !step.done; step = await steps.next()) yield frame('sentence', { text: step.value });
	yield step.value.ok ? frame('done', { url: step.value.url }) : frame('failed', {});
}

function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream({
		pull: async (controller) => {
			const { value, done } = await texts.next();
			if (done) controller.close();
			else controller.enqueue(encoder.encode(value));
		},
		cancel: async () => void (await texts.return(undefined)),
	});
}

const frame = (event: string, data: object) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
