import { z } from 'zod';
import { ERASERS, EXPORTERS } from '#app';
import {
	describeCustomer,
	eraseCustomer,
	exportCustomer,
	EXPORTS_AN_HOUR,
	findCustomers,
	listHistory,
	LONGEST_GROUP,
	mergeCustomers,
	MOST_GROUPS,
	setGroups,
	undoMerge,
} from '#modules/customers/index.ts';
import { command, read, write } from '../route.ts';
import { identityShape, presentIdentity } from './identities.ts';
import { idSchema, page, pageOf, pageQuery } from '../schemas.ts';

const customer = z.object({
	id: z.string(),
	name: z.string().nullable(),
	lang: z.string().nullable(),
	level: z
		.enum(['claimed', 'verified'])
		.nullable()
		.meta({ description: 'Whether they only named the address or proved it' }),
	address: z.string().nullable().meta({ description: 'By which they are best known' }),
	created_at: z.string(),
});

type Row = Awaited<ReturnType<typeof findCustomers>>[number];
const present = ({ id, name, lang, level, address, created_at }: Row) => ({
	id,
	name,
	lang,
	level,
	address,
	created_at: created_at.toISOString(),
});

const merge = z.object({
	id: z.string(),
	from_id: z.string(),
	into_id: z.string(),
	why: z.enum(['code', 'link', 'host_token', 'staff']).meta({ description: 'What showed that they are one' }),
	note: z.string().nullable().meta({ description: 'The reason that somebody on the team gave' }),
	shown_by: z.string().nullable().meta({ description: 'The address that was proved' }),
	by: z.object({ kind: z.string(), id: z.string() }),
	at: z.string(),
});

const groups = z
	.array(z.string())
	.meta({ description: 'To which they belong, as the team or your own site says: rules of promises may be for one' });

const whole = customer.omit({ level: true, address: true }).extend({
	also: z.array(z.string()).meta({ description: 'Other ids of the same person, by merges' }),
	groups,
	identities: z.array(identityShape.extend({ customer_id: z.string() })),
	merges: z.array(merge),
	last_seen_at: z.string(),
	erased_at: z.string().nullable(),
});

type Whole = Awaited<ReturnType<typeof describeCustomer>>;
const presentWhole = ({ id, name, lang, also, groups: theirs, identities, merges, ...row }: Whole) => ({
	id,
	name,
	lang,
	also,
	groups: theirs,
	identities: identities.map((each) => ({ ...presentIdentity(each), customer_id: each.customer_id })),
	merges: merges.map(({ actor, at, ...each }) => ({
		...each,
		by: { kind: actor.kind, id: actor.id },
		at: at.toISOString(),
	})),
	created_at: row.created_at.toISOString(),
	last_seen_at: row.last_seen_at.toISOString(),
	erased_at: row.erased_at?.toISOString() ?? null,
});

const fact = z.object({
	id: z.string(),
	name: z.string().meta({ description: 'Such as `question.asked`' }),
	subject: z.object({ type: z.string(), id: z.string() }),
	customer_id: z.string().nullable(),
	by: z.object({ kind: z.string(), id: z.string() }),
	channel: z.string().nullable(),
	at: z.string(),
	payload: z.record(z.string(), z.unknown()),
});

type Fact = Awaited<ReturnType<typeof listHistory>>[number];
const presentFact = ({ id, name, subject_type, subject_id, customer_id, actor, channel, at, payload }: Fact) => ({
	id,
	name,
	subject: { type: subject_type, id: subject_id },
	customer_id,
	by: { kind: actor.kind, id: actor.id },
	channel,
	at: at.toISOString(),
	payload,
});

export const customerRoutes = [
	read({
		method: 'GET',
		path: '/customers',
		tag: 'Customers',
		summary:
			'Find customers by an e-mail address (`email`), or by an address, a number, an id or a part of the name (`q`); with neither, all who gave an address or a name',
		access: 'customers:read',
		query: pageQuery.extend({ email: z.email().max(254).optional(), q: z.string().trim().min(1).max(254).optional() }),
		reply: pageOf(customer),
		handle: async ({ app, actor, query: { email, q, cursor, limit } }) =>
			page(await findCustomers(app.database.db, actor, { email, q, before: cursor, limit }), limit, present),
	}),
	read({
		method: 'GET',
		path: '/customers/{id}',
		tag: 'Customers',
		summary: 'Read a customer: their addresses, and with whom they were merged and why',
		access: 'customers:read',
		params: z.object({ id: idSchema }),
		reply: whole,
		handle: async ({ app, actor, params }) => presentWhole(await describeCustomer(app.database.db, actor, params.id)),
	}),
	read({
		method: 'GET',
		path: '/customers/{id}/events',
		tag: 'Customers',
		summary: 'What happened with a customer, under all of their ids, newest first',
		access: 'customers:read',
		params: z.object({ id: idSchema }),
		query: pageQuery,
		reply: pageOf(fact),
		handle: async ({ app, actor, params: { id }, query: { cursor, limit } }) =>
			page(await listHistory(app.database.db, actor, { id, before: cursor, limit }), limit, presentFact),
	}),
	write({
		method: 'GET',
		path: '/customers/{id}/export',
		tag: 'Customers',
		summary:
			'Everything that is kept of a customer, by table. Needs a key that may read customers, conversations and questions, or the session of the customer themselves',
		access: 'anyone',
		limit: EXPORTS_AN_HOUR,
		params: z.object({ id: idSchema }),
		reply: z.object({
			exported_at: z.string(),
			customer_ids: z.array(z.string()),
			tables: z.record(z.string(), z.array(z.looseObject({}))),
		}),
		handle: async (tx, { actor, params }) => {
			const given = await exportCustomer(tx, actor, { id: params.id, exporters: EXPORTERS });
			return { ...given, exported_at: given.exported_at.toISOString() };
		},
	}),
	command({
		method: 'PUT',
		path: '/customers/{id}/groups',
		tag: 'Customers',
		summary: 'Say to which groups a customer belongs',
		access: 'customers:write',
		params: z.object({ id: idSchema }),
		body: z.strictObject({ groups: z.array(z.string().trim().min(1).max(LONGEST_GROUP)).max(MOST_GROUPS) }),
		handle: (tx, { actor, params, body }) => setGroups(tx, actor, { customer: params.id, groups: body.groups }),
	}),
	write({
		method: 'POST',
		path: '/customers/{id}/merges',
		tag: 'Customers',
		summary: 'Say that another customer is this one; what either wrote stays as it was written, and it can be undone',
		access: 'customers:write',
		status: 201,
		params: z.object({ id: idSchema }),
		body: z.strictObject({ from: idSchema, why: z.string().trim().min(1).max(500) }),
		reply: z.object({ id: z.string() }),
		handle: async (tx, { actor, params, body }) => ({
			id: await mergeCustomers(tx, actor, { from: body.from, into: params.id, note: body.why }),
		}),
	}),
	command({
		method: 'DELETE',
		path: '/customers/{id}/merges/{merge_id}',
		tag: 'Customers',
		summary: 'Undo a merge: they are two again',
		access: 'customers:write',
		params: z.object({ id: idSchema, merge_id: idSchema }),
		handle: (tx, { actor, params }) => undoMerge(tx, actor, { customer: params.id, merge: params.merge_id }),
	}),
	command({
		method: 'DELETE',
		path: '/customers/{id}',
		tag: 'Customers',
		summary:
			'Erase a customer and those merged into them: everything they wrote, their addresses and sessions. Needs a key with `customers:erase`, or the session of the customer themselves',
		access: 'anyone',
		params: z.object({ id: idSchema }),
		handle: (tx, { actor, params }) => eraseCustomer(tx, actor, { id: params.id, erasers: ERASERS }),
	}),
];
