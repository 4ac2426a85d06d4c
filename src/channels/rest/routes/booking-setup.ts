import { z } from 'zod';
import type { Actor, Scope } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import {
	changeCrew,
	changePlace,
	changeResource,
	changeVisitType,
	changeWorker,
	listCrews,
	listPlaces,
	listResources,
	listVisitTypes,
	listWorkers,
	makeCrew,
	makePlace,
	makeResource,
	makeVisitType,
	makeWorker,
	offeredVisitTypes,
} from '#modules/bookings/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema } from '../schemas.ts';
import {
	crew,
	crewBody,
	offeredType,
	place,
	placeBody,
	presentOffered,
	resource,
	resourceBody,
	visitType,
	visitTypeBody,
	withoutDate,
	worker,
	workerBody,
} from './booking-shapes.ts';

const TAG = 'Bookings';
const params = z.object({ id: idSchema });

type Row = { id: string; created_at: Date };

type Kept<B, R extends Row> = {
	path: string;
	/** As a reader calls one, and several. */
	words: [one: string, several: string];
	access: Scope;
	body: z.ZodType<B>;
	item: z.ZodType<Omit<R, 'created_at'>>;
	list(db: Db, actor: Actor): Promise<R[]>;
	make(tx: Tx, actor: Actor, input: B): Promise<{ id: string }>;
	change(tx: Tx, actor: Actor, input: B & { id: string }): Promise<void>;
};

/** What is set up is listed whole, made, and said anew; nothing of it is removed, since visits remember it: it is switched off by `active`. */
const kept = <B extends object, R extends Row>({
	path,
	words: [one, several],
	access,
	body,
	item,
	...acts
}: Kept<B, R>) => [
	read({
		method: 'GET',
		path,
		tag: TAG,
		summary: `All ${several}`,
		access: 'bookings:read',
		reply: z.object({ items: z.array(item), next_cursor: z.null() }),
		handle: async ({ app, actor }) => ({
			items: (await acts.list(app.database.db, actor)).map(withoutDate),
			next_cursor: null,
		}),
	}),
	write({
		method: 'POST',
		path,
		tag: TAG,
		summary: `Add ${one}`,
		access,
		status: 201,
		body,
		reply: z.object({ id: z.string() }),
		handle: (tx, call) => acts.make(tx, call.actor, call.body),
	}),
	command({
		method: 'PUT',
		path: `${path}/{id}`,
		tag: TAG,
		summary: `Say all of ${one} anew`,
		access,
		params,
		body,
		handle: (tx, call) => acts.change(tx, call.actor, { ...call.body, id: call.params.id }),
	}),
];

export const bookingSetupRoutes = [
	...kept({
		path: '/places',
		words: ['a depot or branch', 'depots and branches'],
		access: 'settings:write',
		body: placeBody,
		item: place,
		list: listPlaces,
		make: makePlace,
		change: changePlace,
	}),
	...kept({
		path: '/crews',
		words: ['a crew', 'crews'],
		access: 'bookings:write',
		body: crewBody,
		item: crew,
		list: listCrews,
		make: makeCrew,
		change: changeCrew,
	}),
	...kept({
		path: '/workers',
		words: ['a field worker', 'field workers, with their hours'],
		access: 'bookings:write',
		body: workerBody,
		item: worker,
		list: listWorkers,
		make: makeWorker,
		change: changeWorker,
	}),
	...kept({
		path: '/resources',
		words: ['a room, lift or machine', 'rooms, lifts and machines that visits take along'],
		access: 'bookings:write',
		body: resourceBody,
		item: resource,
		list: listResources,
		make: makeResource,
		change: changeResource,
	}),
	...kept({
		path: '/visit-types',
		words: [
			'a type of visit; visits already booked keep their terms',
			'types of visits, also those that are not offered',
		],
		access: 'settings:write',
		body: visitTypeBody,
		item: visitType,
		list: listVisitTypes,
		make: makeVisitType,
		change: changeVisitType,
	}),
	read({
		method: 'GET',
		path: '/visit-types/offered',
		tag: TAG,
		summary: 'What visits anybody may book, in their order',
		access: 'anyone',
		reply: z.object({ items: z.array(offeredType), next_cursor: z.null() }),
		handle: async ({ app }) => ({
			items: (await offeredVisitTypes(app.database.db)).map(presentOffered),
			next_cursor: null,
		}),
	}),
];
