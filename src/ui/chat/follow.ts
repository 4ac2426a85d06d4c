import { serverEvents, type ServerEvent } from './sse.ts';
import type { Wire } from './wire.ts';
import type { Refusal } from './shapes.ts';
import { backoff } from './backoff.ts';

type Follow = {
	wire: Wire;
	/** Where to go on, asked anew at each try. */
	path(): string;
	hear(event: ServerEvent): void;
	line(isOnline: boolean): void;
	/** It is not ours any more, or is no more. */
	lost(): void;
};

/** Holds the stream of a conversation until it is told to stop; whatever breaks it, it goes on where it ended. */
export async function follow({ wire, path, hear, line, lost }: Follow, signal: AbortSignal): Promise<void> {
	const wait = backoff(signal);
	while (!signal.aborted) {
		try {
			const stream = await wire.stream(path(), signal);
			line(true);
			for await (const event of serverEvents(stream)) {
				if (signal.aborted) return;
				wait.reset();
				hear(event);
			}
		} catch (error) {
			if (signal.aborted) return;
			const { status = 0 } = error as Partial<Refusal>;
			if (status === 401 || status === 404) return lost();
			line(false);
		}
		await wait.next();
	}
}
