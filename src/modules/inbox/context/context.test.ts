import { afterAll, beforeAll, expect, test } from 'vitest';
import { testMember, type TestMember } from '../../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';

let one: TestServer;
let owner: TestMember;

beforeAll(async () => {
	one = await testServer();
	owner = await testMember(one, 'owner', 'Mai');
});
afterAll(() => one.stop());

const visitor = async () => (await one.call('POST', '/api/v1/sessions', { body: {} })).body.token as string;
async function opened(text: string, { as, seen = {} }: { as: string; seen?: object }) {
	const body = { text, to: 'person', seen };
	const { id } = (await one.call('POST', '/api/v1/conversations', { body, as })).body;
	return { id: id as string, path: `/api/v1/conversations/${id}` };
}
const seenOf = async (path: string) => (await owner.call('GET', path)).body.seen;

test('where the browser says it is stands beside the conversation; a zone that is none is not guessed at', async () => {
	const as = await visitor();
	const told = await opened('Told', { as, seen: { time_zone: 'Asia/Bangkok' } });
	expect(await seenOf(told.path)).toEqual({ articles: [], time_zone: 'Asia/Bangkok' });
	for (const time_zone of ['+07:00', 'Atlantis/Capital', "'; drop table"]) {
		const { path } = await opened('Untold', { as, seen: { time_zone } });
		expect(await seenOf(path)).toEqual({ articles: [] });
	}
});

test('the rail holds the other matters and what was asked outside of them, of this person alone', async () => {
	const [lea, gus] = [await visitor(), await visitor()];
	const first = await opened('The belt squeals', { as: lea });
	const second = await opened('The invoice is wrong', { as: lea });
	const merged = await opened('The same belt again', { as: lea });
	await owner.call('PUT', `${merged.path}/merge`, { body: { into: first.id } });
	const foreign = await opened('Not hers', { as: gus });
	const ask = (question: string, as: string, conversation_id?: string) =>
		one.call('POST', '/api/v1/ask', { body: { question, ...(conversation_id && { conversation_id }) }, as });
	await ask('How tight must the belt be?', lea);
	await ask('Where is my invoice?', gus);
	const { conversations, questions } = (await owner.call('GET', `${second.path}/earlier`)).body;
	expect(conversations.map(({ subject }: { subject: string }) => subject)).toEqual(['The belt squeals']);
	expect(questions.map(({ text }: { text: string }) => text)).toEqual(['How tight must the belt be?']);
	expect((await owner.call('GET', `${foreign.path}/earlier`)).body.conversations).toEqual([]);
});

test('everything that is done with a conversation stands in its timeline', async () => {
	const as = await visitor();
	const { path } = await opened('The belt squeals', { as });
	const tag = (await owner.call('POST', '/api/v1/tags', { body: { name: 'belt', colour: '#3366cc' } })).body.id;
	const team = (await owner.call('POST', '/api/v1/teams', { body: { name: 'Workshop', member_ids: [] } })).body.id;
	const until = new Date(Date.now() + 3_600_000).toISOString();
	const acts: [string, string, object?][] = [
		['POST', 'taking'],
		['POST', 'messages', { text: 'I look.' }],
		['POST', 'messages', { text: 'Ask Ann.', note: true }],
		['PUT', `tags/${tag}`],
		['DELETE', `tags/${tag}`],
		['PUT', 'team', { team_id: team }],
		['PUT', 'links', { type: 'order', ref: '7', label: 'Order 7' }],
		['PUT', 'snooze', { until }],
		['PUT', 'snooze', { until: null }],
		['PUT', 'closing'],
		['DELETE', 'closing'],
		['POST', 'return', { note: '' }],
	];
	for (const [method, what, body] of acts) {
		const { status } = await owner.call(method, `${path}/${what}`, body ? { body } : {});
		expect([what, status < 300]).toEqual([what, true]);
	}
	const { items } = (await owner.call('GET', `${path}/timeline?limit=100`)).body;
	const here = items.filter((event: { here: boolean }) => event.here).map(({ name }: { name: string }) => name);
	expect(new Set(here)).toEqual(
		new Set(
			[
				'opened message_written handed_over taken assigned tagged untagged given_to_team linked snoozed woken closed',
				'reopened handed_back',
			]
				.join(' ')
				.split(' ')
				.map((what) => `conversation.${what}`),
		),
	);
});
