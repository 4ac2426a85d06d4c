import { Client } from 'pg';

type Listener = {
	channel: string;
	heard(payload: string): void;
	/** Something may have been said while nobody listened. */
	missed(): void;
};
export type Ear = { listen(listener: Listener): void; close(): Promise<void> };

const AGAIN_MS = 1_000;

/** The one connection of this process that hears NOTIFY, taken up again whenever it breaks. `directUrl` must not lead through a pooler. */
export function openEar(directUrl: string): Ear {
	const listeners: Listener[] = [];
	let closed = false;
	let client: Client | undefined;
	let again: NodeJS.Timeout | undefined;

	const connect = async () => {
		if (closed) return;
		client = new Client({
			connectionString: directUrl,
			connectionTimeoutMillis: 2_000,
			keepAlive: true,
			application_name: 'saunders listen',
		});
		client.on('notification', ({ channel, payload = '' }) => {
			for (const listener of listeners) if (listener.channel === channel) listener.heard(payload);
		});
		client.on('error', () => {});
		client.on('end', () => {
			if (!closed) again = setTimeout(() => void connect(), AGAIN_MS);
		});
		try {
			await client.connect();
			for (const { channel } of listeners) await client.query(`listen ${channel}`);
			for (const { missed } of listeners) missed();
		} catch {
			await client.end().catch(() => {});
		}
	};
	// After this turn, when everybody who opens with the app has said what they listen for.
	setImmediate(() => void connect());
	return {
		listen: (listener) => void listeners.push(listener),
		close: async () => {
			closed = true;
			clearTimeout(again);
			await client?.end().catch(() => {});
		},
	};
}
