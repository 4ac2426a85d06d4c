export type ServerEvent = { event: string; data: unknown };

/** The server breathes every 15 seconds: whoever hears nothing for longer is not connected any more, whatever the socket says. */
const LONGEST_SILENCE_MS = 40_000;

/** Server-sent events as they come, read by `fetch`, which may send a header. Ends with the stream and throws when it breaks or falls silent. */
export async function* serverEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
	const reader = stream.getReader();
	const decoder = new TextDecoder();
	let rest = '';
	try {
		for (;;) {
			const { value, done } = await withinTime(reader);
			if (done) return;
			const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
			rest = blocks.pop() ?? '';
			for (const block of blocks) {
				const event = lineOf(block, 'event');
				if (event) yield { event, data: JSON.parse(lineOf(block, 'data')) };
			}
		}
	} finally {
		void reader.cancel().catch(() => {});
	}
}

async function withinTime(reader: ReadableStreamDefaultReader<Uint8Array>) {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const silence = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('silent')), LONGEST_SILENCE_MS);
	});
	try {
		return await Promise.race([reader.read(), silence]);
	} finally {
		clearTimeout(timer);
	}
}

const lineOf = (block: string, name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? '';
