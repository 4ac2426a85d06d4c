// A customer in a process of their own: filled in all but the time, they wait for the start, want the time that all want, and confirm on another server.
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a customer is told first: where the servers are, and what they want of which visit. */
export type Racer = {
	number: number;
	origins: readonly string[];
	key: string;
	answers: Record<string, unknown>;
};
/** How a round went for one of them: the code of their booking, or what was said against it. */
export type Outcome = { won: string } | { lost: string };

type Reply = { status: number; body: { id?: string; token?: string; code?: string; errors?: { code: string }[] } };
type Turn = Reply & { body: { state?: string; result?: { reference?: string } } };

const RETRY_MS = 300;

process.once('message', async (racer: Racer) => {
	const call = caller(racer);
	const { body: session } = await call('/sessions', racer.key, {});
	const begin = async () => {
		const { status, body } = await call('/journeys', session.token, { service: 'book-visit', answers: racer.answers });
		if (status !== 201 || !body.id) throw new Error(`a journey was not begun: ${status} ${JSON.stringify(body)}`);
		return body.id;
	};
	let journey = await begin();
	process.on('message', async (time: string) => {
		const held = await call(`/journeys/${journey}/answers`, session.token, { name: 'slot', value: time });
		const done: Turn = held.status === 200 ? await call(`/journeys/${journey}/submit`, session.token, {}) : held;
		const code = done.body.state === 'done' ? done.body.result?.reference : undefined;
		if (code) journey = await begin();
		process.send?.(code ? { won: code } : { lost: said(done) });
	});
	process.send?.('ready');
});

const said = ({ status, body }: Reply): string => body.errors?.[0]?.code ?? body.code ?? String(status);

/** Each request goes to another of the servers. */
function caller({ number, origins }: Racer) {
	let turn = randomInt(origins.length);
	return async function call(path: string, token: string | undefined, body: object): Promise<Reply> {
		const origin = origins[turn++ % origins.length];
		const response = await fetch(`${origin}/api/v1${path}`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				authorization: `Bearer ${token}`,
				// Everybody comes from elsewhere.
				'x-forwarded-for': `10.1.${number >> 8}.${number & 255}`,
			},
			body: JSON.stringify(body),
		});
		const reply = { status: response.status, body: await response.json() };
		if (reply.status !== 503) return reply;
		// Whoever is told to come back comes back: all of this may be said twice.
		await sleep(RETRY_MS);
		return call(path, token, body);
	};
}
