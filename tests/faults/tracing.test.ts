import { expect, onTestFinished, test, vi } from 'vitest';
import { collector } from '../support/collector.ts';
import { testDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { article, startProgram } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Makes the program say which parts of OpenTelemetry it loads, but for the bare interface, which comes along with other packages. */
const TELLING = `--import=data:text/javascript,${encodeURIComponent(
	`import { registerHooks } from 'node:module';
	registerHooks({ resolve(name, context, next) { const found = next(name, context); if (name.startsWith("@opentelemetry/") && !name.endsWith("/api")) console.log('loads', name); return found; } });`,
)}`;

async function start(env: Record<string, string>) {
	const database = await testDatabase();
	onTestFinished(database.drop);
	return startProgram({ DATABASE_URL: database.url, NODE_OPTIONS: TELLING, ...env });
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

test('with a collector, requests, their statements and jobs are traced, and nothing that anybody typed is in it', async () => {
	const seen = await collector();
	onTestFinished(seen.stop);
	const program = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: seen.url });
	expect((await program.call('PUT', '/api/v1/articles/by-external-id/oil', article('Oil of Olay'))).status).toBe(200);
	const { token } = (await (await program.call('POST', '/api/v1/sessions', {})).json()) as { token: string };
	const headers = { authorization: `Bearer ${token}`, traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };
	const typed = { text: 'Jane Roe has a question', email: 'jane.roe@example.com', lang: 'en', to: 'person' };
	expect((await program.call('POST', '/api/v1/conversations?ref=private', typed, headers)).status).toBe(201);
	expect((await program.call('GET', '/jane-roe/of/example.com')).status).toBe(404);
	expect((await program.call('GET', '/api/v1/articles/not-an-id-of-jane-roe')).status).toBe(422);
	const named = (name: string) => seen.spans.find((span) => span.name === name);
	const job = await until(() => named('act.notice-of-conversation'));
	const request = await until(() => named('POST /api/v1/conversations'));
	expect(request).toMatchObject({ kind: 2, traceId: TRACE, facts: { 'http.response.status_code': 201 } });
	expect(job).toMatchObject({ kind: 5 });
	await until(() => named('GET'));
	for (const parent of [request, job]) {
		const inner = seen.spans.filter(({ parentSpanId }) => parentSpanId === parent?.spanId);
		expect(inner.map(({ kind, facts }) => [kind, facts['db.system.name']])).toContainEqual([3, 'postgresql']);
	}
	expect(
		seen.spans.some(({ facts }) => /^insert into "messages" .* values \(\$1, /.test(`${facts['db.query.text']}`)),
	).toBe(true);
	expect(seen.raw.join()).not.toMatch(/jane|roe|olay|private/i);
	expect(seen.services).toEqual(new Set(['saunders']));
	await seen.stop();
	expect((await program.call('GET', '/api/v1/search?q=oil')).status).toBe(200);
	expect(await program.stop()).toBe(0);
	expect(program.output()).toContain('loads @opentelemetry/sdk-trace');
});

test('without one, nothing of OpenTelemetry is loaded', async () => {
	const program = await start({});
	expect((await program.call('GET', '/en/')).status).toBe(200);
	expect(program.output()).not.toContain('loads');
});
