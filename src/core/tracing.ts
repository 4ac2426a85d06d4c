import type { Config } from './config.ts';

/** Routes, statements with their parameters left out, counts and codes; never what somebody typed, nor who it was. */
type Facts = Record<string, string | number>;

export type Span = {
	set(facts: Facts): void;
	/** `what` is a code, not a message: messages quote what people typed. */
	fail(what: string): void;
	end(name?: string): void;
};

/** Where time goes, for whoever watches over the servers. */
export type Tracing = {
	/** Goes on in the trace of a `traceparent` header (W3C Trace Context), if one came along. */
	begin(name: string, kind: 'request' | 'job', traceparent?: string): Span;
	/** Statements of `act`, and of all that it starts, belong to the span. */
	within<T>(span: Span, act: () => T): T;
	/** A statement that has just ended; one that nobody asked for, such as the queue looking for work, is left out. */
	statement(text: string, ms: number, failure?: string): void;
	/** Sends what waits, for two seconds at most. */
	close(): Promise<void>;
};

/** OpenTelemetry, if the environment names a collector; without one nothing of it is loaded. */
export async function openTracing(config: Config): Promise<Tracing | undefined> {
	if (!config.OTEL_EXPORTER_OTLP_ENDPOINT) return undefined;
	const { otlpTracing } = await import('./otlp.ts');
	return otlpTracing(config.OTEL_TRACES_SAMPLER_ARG);
}
