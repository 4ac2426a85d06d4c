import { z } from 'zod';
import { isDay } from '#core/days.ts';
import { type Asset, changeAsset, listAssets, registerAsset } from '#modules/assets/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema, page, pageOf, pageQuery } from '../schemas.ts';

const TAG = 'Assets';
const word = z.string().trim().min(1).max(120);
const serial = z
	.string()
	.trim()
	.regex(/^[\p{L}\p{N}][\p{L}\p{N} ./-]*$/u, 'must be as it is printed: letters, digits, hyphens')
	.min(4)
	.max(40);
const day = z.string().refine(isDay, 'must be a day such as 2026-11-23').nullable();

const body = z.strictObject({
	serial_number: serial,
	model: word.meta({ description: 'Such as KA 11' }),
	kind: word.meta({ description: 'What it is: compressor, dryer' }),
	address: z.string().trim().max(500).optional().meta({ description: 'Where it stands' }),
	customer_id: idSchema.nullable().optional().meta({ description: 'Whose it is; null: nobody’s yet' }),
	commissioned_on: day.optional(),
	warranty_until: day.optional(),
});

const asset = z.object({
	id: z.string(),
	serial_number: z.string(),
	model: z.string(),
	kind: z.string(),
	address: z.string(),
	customer_id: z.string().nullable(),
	commissioned_on: z.string().nullable(),
	warranty_until: z.string().nullable(),
	created_at: z.string(),
	updated_at: z.string(),
});

const presentAsset = ({ created_at, updated_at, ...rest }: Asset) => ({
	...rest,
	created_at: created_at.toISOString(),
	updated_at: updated_at.toISOString(),
});

export const assetRoutes = [
	read({
		method: 'GET',
		path: '/assets',
		tag: TAG,
		summary: 'Machines by serial number: customers their own, the team all; what was registered last comes first',
		access: 'anyone',
		query: pageQuery.extend({
			customer: idSchema.optional().meta({ description: 'Of one customer, for the team' }),
			serial: serial.optional().meta({ description: 'With this number, however it is written' }),
		}),
		reply: pageOf(asset),
		handle: async ({ app, actor, query: { cursor, ...wanted } }) => {
			const rows = await listAssets(app.database.db, actor, { ...wanted, before: cursor });
			return page(rows, wanted.limit, presentAsset);
		},
	}),
	write({
		method: 'POST',
		path: '/assets',
		tag: TAG,
		summary: 'Register a machine',
		access: 'assets:write',
		status: 201,
		body,
		reply: z.object({ id: z.string() }),
		handle: (tx, call) => registerAsset(tx, call.actor, call.body),
	}),
	command({
		method: 'PATCH',
		path: '/assets/{id}',
		tag: TAG,
		summary: 'Change what is named: whose a machine is, where it stands, until when it is covered',
		access: 'assets:write',
		params: z.object({ id: idSchema }),
		body: body.omit({ serial_number: true }).partial(),
		handle: (tx, call) => changeAsset(tx, call.actor, { ...call.body, id: call.params.id }),
	}),
];
