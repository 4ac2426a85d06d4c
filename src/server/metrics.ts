import type { IncomingMessage, ServerResponse } from 'node:http';
import { collectDefaultMetrics, Histogram } from 'prom-client';

collectDefaultMetrics();

const durations = new Histogram({
	name: 'http_request_duration_seconds',
	help: 'Time from request to the end of the answer, by door and status.',
	labelNames: ['door', 'method', 'status'],
	buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
});

/** Notes how long the answer took. By door, not by address: labels must stay few. */
export function measure(request: IncomingMessage, response: ServerResponse, path: string): void {
	const begun = performance.now();
	response.once('close', () => {
		const labels = { door: doorOf(path), method: request.method ?? '', status: String(response.statusCode) };
		durations.observe(labels, (performance.now() - begun) / 1_000);
	});
}

function doorOf(path: string): string {
	if (path.startsWith('/api/v1/search')) return 'search';
	if (path.startsWith('/api/v1/ask')) return 'ask';
	if (path.startsWith('/api/')) return 'api';
	if (path === '/mcp' || path === '/mcp/me') return 'mcp';
	return path.startsWith('/_app/') ? 'asset' : 'page';
}
