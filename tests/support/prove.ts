import type { TestServer } from './server.ts';

export type Device = { id: string; token: string };

/** A visitor of whom nothing is known but a token. */
export async function newDevice(one: TestServer): Promise<Device> {
	const { body } = await one.call('POST', '/api/v1/sessions', { body: {}, as: null });
	return { id: body.customer_id, token: body.token };
}

/** Names an address; answers the id of the identity. */
export async function claimOn(one: TestServer, { token: as }: Device, email: string): Promise<string> {
	const { body } = await one.call('POST', '/api/v1/identities', { body: { email }, as });
	return body.identity_id;
}

/** The code that was mailed last to an address; there must be no worker that sends it. */
export async function codeTo(one: TestServer, email: string): Promise<string> {
	const { args } = await one.app.database.db
		.selectFrom('notifications')
		.select('args')
		.where('recipient', '=', email)
		.where('template', '=', 'identity_code')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	return String((args as { code: string }).code);
}

/** What the door answers to a code. */
export const enterCode = (one: TestServer, { token: as }: Device, identity: string, code: string) =>
	one.call('POST', `/api/v1/identities/${identity}/verification`, { body: { code }, as });

/** From the address to the new session, as a customer would. */
export async function proveOn(one: TestServer, device: Device, email: string): Promise<Device> {
	const identity = await claimOn(one, device, email);
	const { body } = await enterCode(one, device, identity, await codeTo(one, email));
	return { id: body.customer_id, token: body.token };
}
