/** What a stream of server-sent events says, as it comes. */
export type Heard = { event: string; id: number | undefined; data: ReturnType<typeof JSON.parse> };
export type Listening = {
	heard: Heard[];
	/** Cuts the line. */
	cut(): void;
	/** Resolves when the other side has ended it, or the line is cut. */
	ended: Promise<void>;
	status: number;
};

export async function listenTo(
	url: string,
	{ as, lastEventId }: { as?: string; lastEventId?: number } = {},
): Promise<Listening> {
	const line = new AbortController();
	const response = await fetch(url, {
		signal: line.signal,
		headers: {
			accept: 'text/event-stream',
			...(as && { authorization: `Bearer ${as}` }),
			...(lastEventId !== undefined && { 'last-event-id': String(lastEventId) }),
		},
	});
	const heard: Heard[] = [];
	const ended = response.ok ? read(response, heard).catch(() => {}) : Promise.resolve();
	return { heard, ended, cut: () => line.abort(), status: response.status };
}

async function read({ body }: Response, heard: Heard[]): Promise<void> {
	if (!body) return;
	let rest = '';
	for await (const text of body.pipeThrough(new TextDecoderStream())) {
		const blocks = (rest + text).split('\n\n');
		rest = blocks.pop() ?? '';
		for (const block of blocks) {
			const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
			const [event, data, id] = [field('event'), field('data'), field('id')];
			if (event && data) heard.push({ event, data: JSON.parse(data), id: id === undefined ? undefined : Number(id) });
		}
	}
}
