import { connect, type Socket } from 'node:net';

type Ask = { port: number; path: string; token: string };
export type Listener = { socket: Socket; ready: Promise<void>; close(): void };

/** One open stream, read as cheaply as Node allows: `heard` gets each message's text as it arrives. */
export function listener({ port, path, token }: Ask, heard: (author: string, text: string) => void): Listener {
	const opened = Promise.withResolvers<void>();
	const socket = connect({ port, host: '127.0.0.1', noDelay: true });
	socket.write(
		`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\nauthorization: Bearer ${token}\r\n\r\n`,
	);
	let rest = '';
	socket.on('data', (chunk: Buffer) => {
		const blocks = (rest + chunk.toString('utf8')).split('\n\n');
		rest = blocks.pop() ?? '';
		for (const block of blocks) {
			if (block.includes('event: state')) opened.resolve();
			const found = /event: message\ndata: (.*)/.exec(block)?.[1];
			if (!found) continue;
			const { author, text } = JSON.parse(found) as { author: string; text: string };
			heard(author, text);
		}
	});
	socket.on('error', (error) => opened.reject(error));
	return { socket, ready: opened.promise, close: () => socket.destroy() };
}
