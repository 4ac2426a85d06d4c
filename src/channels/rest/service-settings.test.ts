import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAmong } from '#journeys/settings/share.ts';
import { newDevice } from '../../../tests/support/prove.ts';
import { type TestMember, testMember } from '../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { toolsOf } from '../mcp/tools.ts';

let one: TestServer;
let editor: TestMember;
let agent: TestMember;

beforeAll(async () => {
	one = await testServer();
	[editor, agent] = [await testMember(one, 'editor'), await testMember(one, 'agent')];
});
afterAll(() => one.stop());

const ALL = '/api/v1/service-settings';
const FAULT = `${ALL}/report-fault`;
/** Every process has heard of it. */
const heard = () => one.app.refresher.check();
const change = async (method: string, path: string, body?: object) => {
	const reply = await editor.call(method, path, { body });
	await heard();
	return reply;
};
const begin = async (as: string, service = 'report-fault') =>
	(await one.call('POST', '/api/v1/journeys', { as, body: { service, lang: 'en' } })).body;
const titles = async (as: string | null = null) =>
	(await one.call('GET', '/api/v1/services?lang=en', { as })).body.items.map(({ title }: { title: string }) => title);
const draft = (title: string) => ({ texts: { en: { title } } });

/** A customer who is, or is not, among those who have a version. */
async function customer(among: boolean, of: { version: number; share: number }): Promise<string> {
	for (;;) {
		const { id, token } = await newDevice(one);
		if (isAmong(id, 'report-fault', of) === among) return token;
	}
}

test('an editor switches a service off and it is gone from every door, while what was begun is finished', async () => {
	const { token } = await newDevice(one);
	const begun = await begin(token);
	expect((await change('PUT', `${FAULT}/offer`, { off: true })).status).toBe(204);
	expect(await titles()).not.toContain('Report a fault');
	expect((await one.call('GET', '/api/v1/services/report-fault')).status).toBe(404);
	const refused = await one.call('POST', '/api/v1/journeys', { as: token, body: { service: 'report-fault' } });
	expect([refused.status, refused.body.code]).toEqual([404, 'not_found']);
	expect([...toolsOf(one.app, { kind: 'customer', id: '', assurance: 'anonymous', scopes: [] }).keys()]).not.toContain(
		'report-fault',
	);
	const answered = await one.call('POST', `/api/v1/journeys/${begun.id}/answers`, {
		as: token,
		body: { name: 'danger', value: false },
	});
	expect(answered.body.ask).toMatchObject({ name: 'runs' });
	expect((await change('PUT', `${FAULT}/offer`, { off: false })).status).toBe(204);
	expect((await begin(token)).ask).toMatchObject({ name: 'danger' });
});

test('services stand in the order the owner gave them, which has to name them all', async () => {
	const ids = (await editor.call('GET', ALL)).body.items.map(({ service }: { service: string }) => service);
	const other = ids.toReversed();
	expect((await change('PUT', `${ALL}/order`, { services: other })).status).toBe(204);
	const listed = (await one.call('GET', '/api/v1/services')).body.items.map(({ id }: { id: string }) => id);
	expect(listed).toEqual(other);
	expect((await change('PUT', `${ALL}/order`, { services: ids.slice(1) })).body.code).toBe('conflict');
	expect((await change('PUT', `${ALL}/order`, { services: ids })).status).toBe(204);
});

test('a draft is nobody’s, then some customers have it, always the same, then all; a journey keeps what it began with', async () => {
	const { version } = (await change('PUT', `${FAULT}/draft`, draft('Tell us what broke'))).body;
	expect(await titles()).not.toContain('Tell us what broke');
	const of = { version, share: 50 };
	expect((await change('POST', `${FAULT}/versions/${version}/share`, { share: 50 })).status).toBe(204);
	const [inside, outside] = [await customer(true, of), await customer(false, of)];
	expect(await titles(inside)).toContain('Tell us what broke');
	expect(await titles(outside)).not.toContain('Tell us what broke');
	const [theirs, others] = [await begin(inside), await begin(outside)];
	expect([theirs.title, others.title]).toEqual(['Tell us what broke', 'Report a fault']);
	expect((await change('POST', `${FAULT}/versions/${version}/all`)).status).toBe(204);
	expect(await titles()).toContain('Tell us what broke');
	expect((await begin(outside)).title).toBe('Tell us what broke');
	const still = await one.call('GET', `/api/v1/journeys/${others.id}`, { as: outside });
	expect(still.body.title).toBe('Report a fault');
	const back = (await change('POST', `${FAULT}/return`, { version: 0 })).body;
	expect(back).toEqual({ version: version + 1 });
	expect(await titles()).toContain('Report a fault');
	const { versions } = (await editor.call('GET', FAULT)).body;
	expect(versions.map((row: { state: string }) => row.state)).toEqual(['live', 'past']);
	expect(versions[0]).toMatchObject({ taken_from: 0, by: { kind: 'staff', name: expect.any(String) } });
});

test('one version is shared at a time, and stopping it takes it from everybody who begins', async () => {
	const first = (await change('PUT', `${FAULT}/draft`, draft('First'))).body.version;
	await change('POST', `${FAULT}/versions/${first}/share`, { share: 99 });
	const inside = await customer(true, { version: first, share: 99 });
	const second = (await change('PUT', `${FAULT}/draft`, draft('Second'))).body.version;
	for (const act of ['share', 'all'])
		expect((await change('POST', `${FAULT}/versions/${second}/${act}`)).body.code).toBe('conflict');
	expect(await titles(inside)).toContain('First');
	expect((await change('POST', `${FAULT}/versions/${first}/stop`)).status).toBe(204);
	expect(await titles(inside)).toContain('Report a fault');
	expect((await change('POST', `${FAULT}/versions/${first}/stop`)).body.code).toBe('conflict');
	expect((await change('DELETE', `${FAULT}/draft`)).status).toBe(204);
	expect((await change('DELETE', `${FAULT}/draft`)).body.code).toBe('not_found');
});

test('choices, questions that may be skipped and numbers hold within what the service allows', async () => {
	const settings = {
		texts: { en: { 'runs.option.badly': 'Not as it should' } },
		fields: { runs: { hidden: ['running'], order: ['badly'] }, code: { asked: 'never' } },
	};
	const { version } = (await change('PUT', `${FAULT}/draft`, settings)).body;
	expect((await change('POST', `${FAULT}/versions/${version}/all`)).status).toBe(204);
	const { token } = await newDevice(one);
	const { id } = await begin(token);
	const answer = async (name: string, value: unknown) =>
		(await one.call('POST', `/api/v1/journeys/${id}/answers`, { as: token, body: { name, value } })).body;
	const { ask } = await answer('danger', false);
	expect(ask.shape.options.map(({ label }: { label: string }) => label)).toEqual([
		'Not as it should',
		expect.any(String),
	]);
	expect(await answer('runs', 'running')).toMatchObject({ status: 422, errors: [{ code: 'not_offered' }] });
	const after = await answer('runs', 'Not as it should');
	expect(after.ask.name).not.toBe('code');
	expect(after.answers).toContainEqual(
		expect.objectContaining({ name: 'runs', raw: 'badly', value: 'Not as it should' }),
	);
	await change('POST', `${FAULT}/return`, { version: 0 });
	const wrongs = [
		{ texts: { en: { nothing: 'x' } } },
		{ fields: { what: { asked: 'never' } } },
		{ fields: { runs: { hidden: ['stopped', 'badly', 'running'] } } },
		{ fields: { runs: { order: ['sideways'] } } },
		{ rules: { days_ahead: 30 } },
	];
	for (const wrong of wrongs)
		expect((await change('PUT', `${FAULT}/draft`, wrong)).status, JSON.stringify(wrong)).toBe(422);
	const [far, near] = [
		await change('PUT', `${ALL}/book-visit/draft`, { rules: { days_ahead: 91 } }),
		await change('PUT', `${ALL}/book-visit/draft`, { rules: { days_ahead: 90 } }),
	];
	expect([far.body.errors?.[0].path, near.status]).toEqual(['rules.days_ahead', 200]);
});

test('everybody on the team reads, an editor and an owner change, and a customer does neither', async () => {
	expect((await agent.call('GET', FAULT)).status).toBe(200);
	expect((await agent.call('PUT', `${FAULT}/offer`, { body: { off: true } })).status).toBe(403);
	expect((await one.call('PUT', `${FAULT}/offer`, { body: { off: false } })).status).toBe(204);
	const { token } = await newDevice(one);
	expect((await one.call('GET', ALL, { as: token })).status).toBe(401);
	expect((await editor.call('PUT', `${ALL}/no-such/offer`, { body: { off: true } })).status).toBe(404);
});
