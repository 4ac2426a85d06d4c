import type { ServerResponse } from 'node:http';

const HEADERS = new Map([
	['content-type', 'text/event-stream'],
	['cache-control', 'no-store'],
	['x-accel-buffering', 'no'],
]);

/** A reader who takes nothing for so long that this much waits is cut off, and goes on later where they stood. */
const MOST_WAITING_BYTES = 1_048_576;

const BEAT_MS = 15_000;
/** So often it is looked again whether whoever listens still may. */
const CHECK_EVERY_BEATS = 4;

export type EventStream = {
	send(event: string, data: unknown, id?: number): void;
	/** A line that says nothing, so that nobody in between takes the silence for an end. */
	beat(): void;
	end(): void;
};

/** Server-sent events. The headers go with the first of them: until then a failure can still become a status. */
export function eventStream(response: ServerResponse): EventStream {
	const write = (text: string) => {
		if (response.writableEnded || response.destroyed) return;
		if (!response.headersSent) response.setHeaders(HEADERS);
		if (response.writableLength > MOST_WAITING_BYTES) response.destroy();
		else response.write(text);
	};
	return {
		send: (event, data, id) =>
			write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
		beat: () => write(':\n\n'),
		end: () => void response.end(),
	};
}

/** Keeps the line open, and ends it for whoever may not listen any more. Answers how to stop. */
export function beat(events: EventStream, goesOn: () => Promise<boolean>): () => void {
	let beats = 0;
	const timer = setInterval(() => {
		events.beat();
		if (++beats % CHECK_EVERY_BEATS > 0) return;
		void goesOn().then((may) => may || events.end());
	}, BEAT_MS);
	return () => clearInterval(timer);
}
