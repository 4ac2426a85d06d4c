import type { Server, ServerResponse } from 'node:http';

const STREAMS_MS = 1_000;
const REQUESTS_MS = 4_000;
const SWEEP_MS = 50;

/**
 * Answers how to close the server: no new connections, and what is under way is answered, for up to four seconds. Streams never end by
 * themselves: they are cut after one, and the browser connects again elsewhere.
 */
export function drainer(server: Server): () => Promise<void> {
	const open = new Set<ServerResponse>();
	let closing = false;
	// First in line, so that the header is set before anybody writes one.
	server.prependListener('request', (_, response) => {
		open.add(response);
		response.once('close', () => open.delete(response));
		if (closing) response.setHeader('connection', 'close');
	});
	return async () => {
		closing = true;
		for (const response of open) if (!response.headersSent) response.setHeader('connection', 'close');
		const closed = new Promise<void>((resolve) => server.close(() => resolve()));
		// A connection kept alive for a next request becomes idle only when its present one is answered.
		const timers = [
			setInterval(() => server.closeIdleConnections(), SWEEP_MS),
			setTimeout(() => cutStreams(open), STREAMS_MS),
			setTimeout(() => server.closeAllConnections(), REQUESTS_MS),
		];
		await closed;
		for (const timer of timers) clearTimeout(timer);
	};
}

function cutStreams(open: ReadonlySet<ServerResponse>) {
	for (const response of open)
		if (String(response.getHeader('content-type')).startsWith('text/event-stream')) response.destroy();
}
