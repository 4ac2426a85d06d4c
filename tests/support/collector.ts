import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Value = { stringValue?: string; intValue?: number };
type Sent = {
	resourceSpans: {
		resource: { attributes: { key: string; value: Value }[] };
		scopeSpans: { spans: (Omit<Span, 'facts'> & { attributes: { key: string; value: Value }[] })[] }[];
	}[];
};
export type Span = {
	name: string;
	/** 2 server, 3 client, 5 consumer. */
	kind: number;
	traceId: string;
	spanId: string;
	parentSpanId?: string;
	status: { code?: number };
	facts: Record<string, string | number | undefined>;
};

/** An OpenTelemetry collector that keeps what it gets: OTLP/HTTP with JSON, traces only. */
export async function collector() {
	const spans: Span[] = [];
	const raw: string[] = [];
	const services = new Set<string | undefined>();
	const take = (text: string) => {
		raw.push(text);
		for (const { resource, scopeSpans } of (JSON.parse(text) as Sent).resourceSpans) {
			services.add(resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue);
			for (const { attributes, ...span } of scopeSpans.flatMap((scope) => scope.spans)) {
				const facts = attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue] as const);
				spans.push({ ...span, facts: Object.fromEntries(facts) });
			}
		}
	};
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			const isTraces = request.method === 'POST' && request.url === '/v1/traces';
			if (isTraces) take(text);
			response.writeHead(isTraces ? 200 : 404, { 'content-type': 'application/json' }).end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const stop = () => {
		server.closeAllConnections();
		return new Promise<void>((resolve) => server.close(() => resolve()));
	};
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, services, raw, stop };
}
