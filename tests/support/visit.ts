import { Readable } from 'node:stream';
import { type Actor, SYSTEM } from '#core/access.ts';
import { storeFile } from '#core/files/store-file.ts';
import { newId } from '#core/ids.ts';
import { registerAsset } from '#modules/assets/index.ts';
import { bookVisit, joinWaitlist, makePlan } from '#modules/bookings/index.ts';
import { notify } from '#modules/notifications/index.ts';
import { makePromise } from '#modules/promises/index.ts';
import { runTests } from '#modules/test-sets/index.ts';
import { HOME, openDepot } from './field.ts';
import type { TestServer } from './server.ts';
import { until } from './until.ts';

export type Person = { id: string; token: string; question: string; conversation: string; journey: string };

/** Somebody who leaves their name, address and number wherever that is possible, through the real doors; what no door takes yet is put into its row. */
export async function visit(one: TestServer, name: string, phone: string): Promise<Person> {
	const about = `I am ${name}, phone ${phone}`;
	const once = () => ({ headers: { 'idempotency-key': newId() } });
	const { body: session } = await one.call('POST', '/api/v1/sessions', { body: {}, as: null });
	const as: string = session.token;
	const { body: asked } = await one.call('POST', '/api/v1/ask', { body: { question: `${about}: the oil?` }, as });
	const rating = { solved: false, missing: `${about}: no picture` };
	await one.call('PUT', `/api/v1/questions/${asked.question_id}/rating`, { body: rating, as });
	const seen = { question: about, question_id: asked.question_id };
	const letter = { text: about, client_id: name, email: `${name}@example.com`, seen, to: 'person' };
	const { body: opened } = await one.call('POST', '/api/v1/conversations', { body: letter, as, ...once() });
	const person: Omit<Person, 'journey'> = {
		id: session.customer_id,
		token: as,
		question: asked.question_id,
		conversation: opened.id,
	};
	const link = { type: 'order', ref: name, label: about, url: `https://orders.example/${name}` };
	await one.call('PUT', `/api/v1/conversations/${opened.id}/links`, { body: link });
	await plant(one, person, name, phone);
	await awaitTechnician(one, person, name);
	await ownMachine(one, person, name);
	await waitForTime(one, person, name, phone);
	const journey = await beginVisit(one, person, name);
	await copyIntoTests(one, person);
	return { ...person, journey };
}

export const actorOf = ({ id }: Pick<Person, 'id'>): Actor => ({
	kind: 'customer',
	id,
	assurance: 'anonymous',
	scopes: [],
});

/** As the team does with a good question; and the set was run since. */
async function copyIntoTests(one: TestServer, { id, question }: Omit<Person, 'journey'>) {
	const { body: set } = await one.call('POST', '/api/v1/test-sets', { body: { name: `Set ${id}` } });
	const questions = [{ question_id: question, expected: 'unsure' }];
	await one.call('POST', `/api/v1/test-sets/${set.id}/import`, { body: { questions } });
	const { body: run } = await one.call('POST', `/api/v1/test-sets/${set.id}/runs`, { body: { against: 'live' } });
	// Where there is a worker it may have been quicker.
	await runTests(one.app);
	await until(async () => (await one.call('GET', `/api/v1/test-runs/${run.id}`)).body.state === 'done');
}

/** Not finished, with a mail wanted in case that they forget it. */
async function beginVisit(one: TestServer, person: Omit<Person, 'journey'>, name: string): Promise<string> {
	const body = { service: 'book-visit', text: `${name} here: book a technician`, answers: { note: `Ring at ${name}` } };
	const { body: begun } = await one.call('POST', '/api/v1/journeys', { body, as: person.token });
	const { db } = one.app.database;
	const row = { result: JSON.stringify({ text: `See you, ${name}` }), remind_email: `${name}@example.com` };
	await db.updateTable('journeys').set(row).where('id', '=', begun.id).execute();
	return begun.id;
}

/** With a technician of their own, so that those who visit at once are not in each other's way. Answers nothing: the visit is theirs. */
async function awaitTechnician({ app }: TestServer, person: Omit<Person, 'journey'>, name: string) {
	const { type } = await openDepot(app);
	const starts_at = new Date('2100-01-04T03:00:00Z');
	await app.transact(async (tx) => {
		const at = { ...HOME, address: `${name}, 12 Garden Lane` };
		const wish = {
			types: [type],
			at,
			starts_at,
			note: `Ring at ${name}`,
			phone: name,
			customer: person.id,
			lang: 'th',
			channel: 'web',
		};
		const { id } = await bookVisit(tx, SYSTEM, wish);
		await tx
			.insertInto('visit_ratings')
			.values({
				visit_id: id,
				customer_id: person.id,
				journey_id: null,
				stars: 2,
				good: [],
				bad: ['punctual'],
				comment: `${name} waited for two hours`,
				call: true,
				created_at: new Date(),
			})
			.execute();
		await tx
			.insertInto('amounts_owed')
			.values({
				id: newId(),
				customer_id: person.id,
				visit_id: id,
				reason: 'late_move',
				amount_minor: 1,
				currency: 'EUR',
				state: 'owed',
				created_at: new Date(),
			})
			.execute();
	});
}

/** Both wait for something that is not in the calendar yet. */
async function waitForTime({ app }: TestServer, person: Omit<Person, 'journey'>, name: string, phone: string) {
	const place = { address: `${name}, 12 Garden Lane`, lat: null, lon: null, zone: null };
	const wish = {
		customer: person.id,
		service: 'book-visit',
		answers: { types: ['none'], place, people: 1, phone, email: `${name}@example.com`, note: null },
		email: `${name}@example.com`,
		zone: HOME.zone,
		lang: 'th',
	};
	await app.transact(async (tx) => {
		await joinWaitlist(tx, actorOf(person), { ...wish, from_day: null, until_day: '2100-01-04', part: 'any' });
		await makePlan(tx, actorOf(person), { ...wish, every_months: 12, next_on: '2100-01-04' });
	});
}

const ownMachine = ({ app }: TestServer, { id }: Omit<Person, 'journey'>, name: string) =>
	app.transact((tx) =>
		registerAsset(tx, SYSTEM, {
			serial_number: `KA11-${id.replaceAll('-', '')}`,
			model: 'KA 11',
			kind: 'compressor',
			address: `${name}, 12 Garden Lane`,
			customer_id: id,
		}),
	);

async function plant(one: TestServer, person: Omit<Person, 'journey'>, name: string, phone: string) {
	const { id, question, conversation } = person;
	await storeFile(one.app, actorOf(person), { name: `${name}.txt`, source: Readable.from(['a letter']) });
	await one.app.transact(async (tx) => {
		await tx
			.updateTable('customers')
			.set({ name, lang: 'th', groups: [name] })
			.where('id', '=', id)
			.execute();
		const at = new Date();
		await tx
			.insertInto('conversation_feedback')
			.values({
				id: newId(),
				conversation_id: conversation,
				matter_from: at,
				solved: false,
				steps: '{}',
				reasons: [],
				text: name,
				at,
			})
			.execute();
		await tx
			.insertInto('colleague_questions')
			.values({
				id: newId(),
				conversation_id: conversation,
				question_id: question,
				text: name,
				options: '[]',
				state: 'answered',
				answer: name,
				asked_at: at,
				expires_at: at,
			})
			.execute();
		await tx.updateTable('handoffs').set({ note: name }).where('conversation_id', '=', conversation).execute();
		await tx
			.insertInto('identities')
			.values({ id: newId(), customer_id: id, kind: 'phone', value: phone, level: 'claimed', created_at: new Date() })
			.execute();
		const reply = JSON.stringify({ text: `Dear ${name}` });
		const repeatable = {
			actor: `customer:${id}`,
			route: 'POST /later',
			key: newId(),
			body_hash: '',
			status: 201,
			reply,
		};
		await tx.insertInto('idempotency_keys').values(repeatable).execute();
		const answer = JSON.stringify({ text: `Dear ${name}`, citations: [] });
		await tx.updateTable('questions').set({ answer }).where('id', '=', question).execute();
		await makePromise(tx, SYSTEM, {
			kind: 'call_back',
			subject: { type: 'conversation', id: person.conversation },
			customer: id,
			minutes: 60,
			note: `Call ${name}, ${phone}`,
		});
		const mail = await notify(tx, {
			template: 'conversation_received',
			lang: 'en',
			channel: 'email',
			to: `${name}@example.com`,
			args: { reference: 'R', message: name },
			customer: id,
		});
		const failure = { status: 'failed', last_error: `550 ${name}@example.com unknown` } as const;
		await tx
			.updateTable('notifications')
			.set(failure)
			.where('id', '=', mail ?? '')
			.execute();
	});
}
