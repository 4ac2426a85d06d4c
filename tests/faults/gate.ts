import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/**
 * A way to PostgreSQL that can be lost: `cut` breaks all connections and refuses new ones, as when the server stops; `mute` lets
 * everything hang, as when the network swallows packets; `open` lets through again.
 */
export async function openGate(databaseUrl: string) {
	const target = new URL(databaseUrl);
	const sockets = new Set<Socket>();
	const muted = new Set<Socket>();
	let state: 'open' | 'cut' | 'mute' = 'open';
	const server = createServer((client) => {
		keep(client);
		if (state === 'cut') return void client.resetAndDestroy();
		if (state === 'mute') return;
		const upstream = connect(Number(target.port), target.hostname);
		keep(upstream);
		client.pipe(upstream).pipe(client);
		client.on('close', () => upstream.destroy());
		upstream.on('close', () => client.destroy());
	});
	const keep = (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => sockets.delete(socket));
	};
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = new URL(databaseUrl);
	url.port = String((server.address() as AddressInfo).port);
	return {
		url: url.href,
		cut: () => {
			state = 'cut';
			for (const socket of sockets) socket.resetAndDestroy();
		},
		mute: () => {
			state = 'mute';
			for (const socket of sockets) {
				socket.unpipe();
				socket.pause();
				muted.add(socket);
			}
		},
		open: () => {
			state = 'open';
			// What was said meanwhile is lost: such a connection never comes back to life.
			for (const socket of muted) socket.resetAndDestroy();
			muted.clear();
		},
		close: () => {
			for (const socket of sockets) socket.destroy();
			return new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
