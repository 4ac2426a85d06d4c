import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Tracing } from '#core/tracing.ts';

/** Asked every few seconds by whoever watches, and of no interest to them. */
const UNTRACED = /^\/(healthz|readyz)\b/;

/** A span for every request, from its headers to the end of the answer. Comes after `listen`, and before anything else hears of requests. */
export function traceRequests(server: Server, tracing: Tracing): void {
	const answer = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
	server.removeAllListeners('request');
	server.on('request', (request: IncomingMessage, response: ServerResponse) => {
		const go = () => answer.forEach((listener) => listener.call(server, request, response));
		if (UNTRACED.test(request.url ?? '')) return go();
		const parent = request.headers.traceparent;
		const span = tracing.begin('request', 'request', typeof parent === 'string' ? parent : undefined);
		response.once('close', () => {
			const { method = '' } = request;
			const { statusCode: status } = response;
			const route = status === 404 ? '' : routeOf(request.url ?? '');
			span.set({ 'http.request.method': method, 'http.route': route, 'http.response.status_code': status });
			if (status >= 500) span.fail(String(status));
			span.end(`${method} ${route}`.trim());
		});
		tracing.within(span, go);
	});
}

/** What kind of address it is. The rest of it names things, and whatever comes after the question mark was typed by somebody. */
function routeOf(address: string): string {
	const parts = (address.split('?')[0] ?? '').split('/').slice(1);
	const kept = parts[0] === 'api' ? 3 : 2;
	const route = `/${parts.slice(0, kept).join('/')}`;
	return parts.length > kept ? `${route}/…` : route;
}
