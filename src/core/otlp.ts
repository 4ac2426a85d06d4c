import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import * as otel from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
	detectResources,
	resourceAttributesEnvDetector,
	resourceFromAttributes,
	serviceNameEnvDetector,
} from '@opentelemetry/resources';
import {
	BatchSpanProcessor,
	ParentBasedSampler,
	TraceIdRatioBasedSampler,
	TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Span, Tracing } from './tracing.ts';

const SEND_EVERY_MS = 1_000;
const LAST_CHANCE_MS = 2_000;
const LONGEST_STATEMENT = 2_000;

/**
 * Traces by OTLP/HTTP to the collector that `OTEL_EXPORTER_OTLP_ENDPOINT` names. `ratio` (0..1) of those that begin here are kept. Nothing is registered for the
 * whole process, so that no library adds spans of its own, whose texts nobody has looked at.
 */
export function otlpTracing(ratio: number): Tracing {
	const named = detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] });
	const provider = new TracerProvider({
		resource: resourceFromAttributes({ 'service.name': 'saunders' }).merge(named),
		sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
		spanProcessors: [
			new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis: SEND_EVERY_MS }),
		],
	});
	const tracer = provider.getTracer('saunders');
	const inner = new WeakMap<Span, otel.Span>();
	const current = new AsyncLocalStorage<otel.Span | undefined>();
	return {
		begin: (name, kind, traceparent) => {
			const started = tracer.startSpan(name, { kind: KINDS[kind] }, remote(traceparent));
			const span = spanOver(started);
			inner.set(span, started);
			return span;
		},
		within: (span, act) => current.run(inner.get(span), act),
		statement: (text, ms, failure) => {
			const parent = current.getStore();
			if (!parent) return;
			const now = Date.now();
			const options = {
				kind: otel.SpanKind.CLIENT,
				startTime: now - ms,
				attributes: { 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, LONGEST_STATEMENT) },
			};
			const name = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'statement';
			const span = tracer.startSpan(name, options, otel.trace.setSpan(otel.ROOT_CONTEXT, parent));
			if (failure) spanOver(span).fail(failure);
			span.end(now);
		},
		close: () => Promise.race([provider.shutdown().catch(() => {}), sleep(LAST_CHANCE_MS, undefined, { ref: false })]),
	};
}

const KINDS = { request: otel.SpanKind.SERVER, job: otel.SpanKind.CONSUMER };

function remote(traceparent: string | undefined): otel.Context {
	const sender = traceparent ? parseTraceParent(traceparent) : null;
	return sender ? otel.trace.setSpanContext(otel.ROOT_CONTEXT, { ...sender, isRemote: true }) : otel.ROOT_CONTEXT;
}

function spanOver(span: otel.Span): Span {
	return {
		set: (facts) => void span.setAttributes(facts),
		fail: (what) => void span.setAttribute('error.type', what).setStatus({ code: otel.SpanStatusCode.ERROR }),
		end: (name) => {
			if (name) span.updateName(name);
			span.end();
		},
	};
}
