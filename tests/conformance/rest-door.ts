import type { PresentedTurn } from '#journeys/present-turn.ts';
import { type Customer, type Door, fetchAs, type Seen, type Visit } from './door.ts';

/** JSON with a customer's token. */
export const caller =
	(origin: string, customer: Customer) =>
	async (
		method: string,
		path: string,
		body?: unknown,
	): Promise<{ status: number; body: ReturnType<typeof JSON.parse> }> => {
		const headers = { authorization: `Bearer ${customer.token}`, 'content-type': 'application/json' };
		const response = await fetchAs(customer)(`${origin}/api/v1${path}`, {
			method,
			headers,
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		return { status: response.status, body: text ? JSON.parse(text) : undefined };
	};

export function restDoor(origin: string): Door {
	const visit = (customer: Customer, id: string): Visit => {
		const call = caller(origin, customer);
		const turn = async () => (await call('GET', `/journeys/${id}`)).body as PresentedTurn;
		const after = async (status: number): Promise<Seen> => ({ ...seenOf(await turn()), fault: status === 422 });
		return {
			see: async () => seenOf(await turn()),
			answer: async (value) =>
				after((await call('POST', `/journeys/${id}/answers`, { name: (await turn()).ask?.name, value })).status),
			skip: async () =>
				after((await call('POST', `/journeys/${id}/answers`, { name: (await turn()).ask?.name, value: null })).status),
			confirm: async () => after((await call('POST', `/journeys/${id}/submit`)).status),
		};
	};
	return {
		name: 'rest',
		begin: async (customer, service) => {
			const { body } = await caller(origin, customer)('POST', '/journeys', {
				service,
				lang: 'en',
				time_zone: 'Asia/Ho_Chi_Minh',
			});
			return visit(customer, body.id);
		},
		resume: async (customer, { code }) => {
			const { body } = await caller(origin, customer)('POST', '/journeys/resumption', { code });
			return visit(customer, body.id);
		},
	};
}

/** As a program shows it that reads the API. */
export function seenOf(turn: PresentedTurn): Seen {
	const { ask, review, ends, state } = turn;
	const at =
		state === 'with_team' ? 'with_team' : state !== 'open' ? 'over' : ends ? 'ends' : review ? 'review' : 'asks';
	return {
		at,
		label: ask?.label ?? '',
		fault: ask?.fault !== undefined,
		choices: ask ? choicesOf(ask.shape) : [],
		link: undefined,
		text: turn.result?.text ?? '',
	};
}

type Shape = NonNullable<PresentedTurn['ask']>['shape'];

export const choicesOf = (shape: Shape): string[] => {
	if (shape.kind === 'choice') return shape.options.map(({ value }) => value);
	return shape.kind === 'time' ? shape.offers.map(({ value }) => value) : [];
};
