import type { Page } from 'playwright-core';
import { HOME, typeOf } from '../support/field.ts';
import { openDepotAt } from '../conformance/depot.ts';
import type { openSite } from './site.ts';

type Site = Pick<ReturnType<typeof openSite>, 'origin' | 'api'>;
export type Visitor = { id: string; token: string };

/** Kinds of visits with a price and a list of what must be ready, and somebody to come. */
export async function openMyDepot(site: Site): Promise<void> {
	await openDepotAt(site);
	const checklist = [
		{ code: 'power', names: { en: 'The power is connected' }, photo: true },
		{ code: 'space', names: { en: 'A metre of space on every side' }, photo: false },
	];
	const price_notes = { en: 'From 120 € an hour' };
	await site.api(
		'POST',
		'/visit-types',
		typeOf('start', { names: { en: 'Start of a compressor' }, checklist, price_notes, position: 3 }),
	);
}

/** The browser of a page becomes that of a visitor of their own. */
export async function becomeVisitor({ origin }: Site, page: Page): Promise<Visitor> {
	const reply = await fetch(`${origin}/api/v1/sessions`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{}',
	});
	const { token, customer_id: id } = (await reply.json()) as { token: string; customer_id: string };
	await page.context().addCookies([{ name: 'saunders_session', value: token, url: origin, httpOnly: true }]);
	return { id, token };
}

/** Books the nth free time for somebody, as the team does; answers the id of the visit. */
export async function bookFor(site: Site, customer: string, { code = 'maintenance', nth = 0 } = {}): Promise<string> {
	const { items: types } = await site.api<{ items: { id: string; code: string }[] }>('GET', '/visit-types');
	const type = types.find((each) => each.code === code)?.id ?? '';
	const { items: slots } = await site.api<{ items: { starts_at: string }[] }>('POST', '/slots/search', {
		types: [type],
		at: HOME,
	});
	const { id } = await site.api<{ id: string }>('POST', '/visits', {
		customer_id: customer,
		types: [type],
		starts_at: slots[nth]?.starts_at,
		at: HOME,
		note: 'Ring at the gate',
	});
	return id;
}

/** Writes to a person, as that visitor. */
export async function writeAs({ origin }: Site, { token }: Visitor, text: string, email = 'kim@example.com') {
	const reply = await fetch(`${origin}/api/v1/conversations`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
		body: JSON.stringify({ text, email, to: 'person' }),
	});
	return ((await reply.json()) as { id: string }).id;
}
