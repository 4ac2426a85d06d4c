import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type Received = Email & { raw: string; recipients: string[]; secure: boolean };

/** A real SMTP server on a free port. `received` grows by every message it took. */
export async function startSmtp(options: SMTPServerOptions = {}, port = 0) {
	const received: Received[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['AUTH'],
		logger: false,
		closeTimeout: 10,
		onData: async (stream, session, done) => {
			const chunks: Buffer[] = [];
			for await (const chunk of stream) chunks.push(chunk as Buffer);
			const raw = Buffer.concat(chunks);
			const recipients = session.envelope.rcptTo.map((to) => to.address);
			received.push({ ...(await PostalMime.parse(raw)), raw: raw.toString(), recipients, secure: session.secure });
			done();
		},
		...options,
	});
	// A client that hangs up in the middle, as after a time-out.
	server.on('error', () => {});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	const address = server.server.address() as AddressInfo;
	return {
		received,
		port: address.port,
		url: `smtp://127.0.0.1:${address.port}`,
		close: () => new Promise<void>((resolve) => server.close(resolve)),
	};
}
