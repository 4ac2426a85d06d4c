import { z } from 'zod';
import { ERASERS } from '#app';
import { eraseCustomer, findCustomers } from '#modules/customers/index.ts';
import { read, write } from '../route.ts';
import { idSchema, page, pageOf, pageQuery } from '../schemas.ts';

const customer = z.object({
	id: z.string(),
	name: z.string().nullable(),
	lang: z.string().nullable(),
	level: z.enum(['claimed', 'verified']).meta({ description: 'Whether they only named the address or proved it' }),
	created_at: z.string(),
});

type Row = Awaited<ReturnType<typeof findCustomers>>[number];
const present = ({ id, name, lang, level, created_at }: Row) => ({
	id,
	name,
	lang,
	level,
	created_at: created_at.toISOString(),
});

export const customerRoutes = [
	read({
		method: 'GET',
		path: '/customers',
		tag: 'Customers',
		summary: 'Find the customers who gave an e-mail address',
		access: 'customers:read',
		query: pageQuery.extend({ email: z.email().max(254) }),
		reply: pageOf(customer),
		handle: async ({ app, actor, query: { email, cursor, limit } }) =>
			page(await findCustomers(app.database.db, actor, { email, before: cursor, limit }), limit, present),
	}),
	write({
		method: 'DELETE',
		path: '/customers/{id}',
		tag: 'Customers',
		summary:
			'Erase a customer: everything they wrote, their addresses and sessions. Needs a key with `customers:write`, or the session of the customer themselves',
		access: 'anyone',
		status: 204,
		params: z.object({ id: idSchema }),
		reply: z.undefined(),
		handle: async (tx, { actor, params }) => {
			await eraseCustomer(tx, actor, { id: params.id, erasers: ERASERS });
			return undefined;
		},
	}),
];
