import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { TEXTS } from '#core/i18n/texts.ts';
import type { Say } from '#core/i18n/say.ts';
import type { AskStep, Definition } from '#journeys/definition.ts';
import { inWords } from '#journeys/wording.ts';
import { SERVICES } from '../../src/parts.ts';
import { startSite } from '../e2e/site.ts';
import { chatDoor } from './chat-door.ts';
import { openDepotAt, visitAt } from './depot.ts';
import type { Customer, Door, Seen, Visit } from './door.ts';
import { mcpDoor } from './mcp-door.ts';
import { caller, restDoor } from './rest-door.ts';
import { FIRST, sampleFor } from './samples.ts';
import { textDoor } from './text-door.ts';
import { webDoor } from './web-door.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let site: Awaited<ReturnType<typeof startSite>>;
const doors = new Map<string, Door>();
/** Questions that could only be asked by a link, by door and service. */
const links: string[] = [];

beforeAll(async () => {
	site = await startSite({ trustProxy: 1 });
	await openDepotAt(site);
	const labels = new Set([...SERVICES.values()].flatMap(stepsOf).map(labelOf));
	for (const door of [
		restDoor(site.origin),
		webDoor(site.origin),
		chatDoor(site.origin),
		textDoor(site.origin, labels),
		mcpDoor(site.origin),
	])
		doors.set(door.name, door);
});
afterAll(async () => {
	console.log(
		`${SERVICES.size} services through ${doors.size} doors; asked by a link: ${links.length}${links.map((link) => `\n  ${link}`).join('')}`,
	);
	await site?.stop();
});

/** A service may end with a person. */
const OVER = ['over', 'with_team'];
const DOORS = ['rest', 'web', 'chat', 'text', 'mcp'] as const;
const say: Say = (key, args) => (TEXTS.en[key] as (values: object) => string)(args);
const stepsOf = ({ steps }: Definition): AskStep[] => steps.filter((step) => step.kind === 'ask');
const labelOf = ({ field }: AskStep): string => inWords(say, { words: field.label }, 'en');

/** What has to be there before a service can be done. */
const FIRST_DO: Record<string, (customer: Customer) => Promise<unknown>> = {
	'move-visit': bookFirst,
	'cancel-visit': bookFirst,
	'rate-visit': ({ id }) => visitAt(site, id),
};

async function bookFirst(customer: Customer): Promise<void> {
	await finish(SERVICES.get('book-visit')!, await doorCalled('rest').begin(customer, 'book-visit'));
}

let arrived = 0;

async function customerFor(service: string): Promise<Customer> {
	const address = `10.0.${arrived >> 8}.${arrived++ & 255}`;
	const { body } = await caller(site.origin, { token: '', id: '', address })('POST', '/sessions', {});
	const customer: Customer = { token: body.token, id: body.customer_id, address };
	await FIRST_DO[service]?.(customer);
	return customer;
}

function doorCalled(name: string): Door {
	const door = doors.get(name);
	if (!door) throw new Error(`there is no door ${name}`);
	return door;
}

/** What is asked is known by its words: nothing else is seen of it. Nothing where it has led on to another service. */
function asked(service: Definition, { label }: Seen): AskStep | undefined {
	const step = stepsOf(service).find((one) => labelOf(one) === label);
	const isAnothers = [...SERVICES.values()].flatMap(stepsOf).some((one) => labelOf(one) === label);
	if (!step && !isAnothers)
		throw new Error(`${service.id} asked ${JSON.stringify(label)}, which is none of its questions`);
	return step;
}

/** Answers what is asked, badly first if wanted, until there is nothing left to ask or `until` so many answers were given. */
async function answer(service: Definition, visit: Visit, { badly = false, until = 30 } = {}): Promise<Seen> {
	let seen = await visit.see();
	for (let given = 0; seen.at === 'asks' && given < until; given++) {
		const step = asked(service, seen);
		if (!step) return { ...seen, at: 'over' };
		const { right, wrong } = sampleFor(step);
		if (badly && wrong !== undefined) {
			const refused = await visit.answer(wrong);
			expect([refused.at, refused.label, refused.fault], `${wrong} to ${seen.label}`).toEqual([
				'asks',
				seen.label,
				true,
			]);
			seen = refused;
		}
		if (right === undefined) {
			links.push(`${service.id}: ${seen.label}`);
			expect(step.optional || seen.link !== undefined, seen.label).toBe(true);
			seen = await visit.skip();
		} else if (step.optional && given % 2 === 1) seen = await visit.skip();
		else seen = await visit.answer(right === FIRST ? (seen.choices[0] ?? '') : right);
	}
	return seen;
}

async function finish(service: Definition, visit: Visit): Promise<Seen> {
	const seen = await answer(service, visit);
	return seen.at === 'review' ? visit.confirm() : seen;
}

type Standing = { id: string; code: string; service: string; state: string };

/** Their newest journey through a service, by the API. */
async function journeyOf(customer: Customer, service: string): Promise<Standing> {
	const call = caller(site.origin, customer);
	const { items } = (await call('GET', '/journeys')).body as { items: Standing[] };
	const newest = items.find((journey) => journey.service === service);
	return (await call('GET', `/journeys/${newest?.id}`)).body;
}

for (const service of SERVICES.values()) {
	for (const name of DOORS) {
		test.concurrent(
			`${service.id} is done through ${name}, and a bad answer to any question is told and asked again`,
			async () => {
				const customer = await customerFor(service.id);
				const visit = await doorCalled(name).begin(customer, service.id);
				const seen = await answer(service, visit, { badly: true });
				expect(seen.at).toBe(service.reviewed ? 'review' : 'over');
				if (service.reviewed) expect(OVER).toContain((await visit.confirm()).at);
				expect((await journeyOf(customer, service.id)).state).toBe('done');
			},
		);

		test.concurrent(`${service.id} is begun elsewhere and gone on with through ${name}, by its code`, async () => {
			const customer = await customerFor(service.id);
			const elsewhere = name === 'rest' ? 'web' : 'rest';
			await answer(service, await doorCalled(elsewhere).begin(customer, service.id), { until: 1 });
			const begun = await journeyOf(customer, service.id);
			const visit = await doorCalled(name).resume(customer, begun);
			const seen = await finish(service, visit);
			expect(OVER).toContain(seen.at);
			expect(await journeyOf(customer, service.id)).toMatchObject({ id: begun.id, state: 'done' });
		});
	}

	test.concurrent(`${service.id} is done once, though it is confirmed through all doors at once`, async () => {
		const customer = await customerFor(service.id);
		await answer(service, await doorCalled('rest').begin(customer, service.id));
		const begun = await journeyOf(customer, service.id);
		const programs = await Promise.all(
			[...doors.values()]
				.filter(({ name }) => ['rest', 'web', 'mcp'].includes(name))
				.map((door) => door.resume(customer, begun)),
		);
		await Promise.all([...programs, ...programs].map((visit) => visit.confirm()));
		expect((await journeyOf(customer, service.id)).state).toBe('done');
	});

	for (const name of ['chat', 'text'] as const)
		test.concurrent(`${service.id} is handed over half way through ${name}, with what was answered`, async () => {
			const customer = await customerFor(service.id);
			const door = doorCalled(name);
			const visit = await door.begin(customer, service.id);
			await answer(service, visit, { until: 1 });
			const seen = await door.handOver?.(customer, visit);
			expect(seen?.at).toBe('with_team');
			const { state, ...journey } = (await journeyOf(customer, service.id)) as Standing & {
				answers: { value: string }[];
			};
			expect(state).toBe('with_team');
			const { items } = (await caller(site.origin, customer)('GET', '/conversations')).body as {
				items: { id: string }[];
			};
			const { packet } = await site.api<{ packet: { answers: { value: string }[] } }>(
				'GET',
				`/conversations/${items[0]?.id}`,
			);
			for (const { value } of journey.answers) expect(packet.answers.map((one) => one.value)).toContain(value);
		});
}
