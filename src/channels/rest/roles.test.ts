import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentOf } from '../../../tests/support/backup.ts';
import { testMember } from '../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { newId } from '#core/ids.ts';
import { SCOPES_OF, type Role } from '#modules/staff/index.ts';
import { ROUTES } from './routes.ts';

let one: TestServer;
beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

const PEOPLE = /^\/me(\/|$)/;

test.each(['viewer', 'agent', 'editor'] as const)(
	'a member who is no more than %s is refused by every route beyond that role, and nothing changes',
	async (role: Role) => {
		const member = await testMember(one, role);
		const allowed: readonly string[] = SCOPES_OF[role];
		// What is about the member alone is theirs, whatever the role.
		const beyond = ROUTES.filter(
			({ access, path }) => access !== 'anyone' && !allowed.includes(access) && !PEOPLE.test(path),
		);
		expect(beyond.length).toBeGreaterThan(10);
		const before = await contentOf(one.url);
		for (const { method, path } of beyond) {
			const reply = await member.call(method, `/api/v1${path.replace(/\{\w+\}/g, newId())}`, {
				...(method !== 'GET' && { body: {} }),
			});
			expect([method, path, reply.status, reply.body.code]).toEqual([method, path, 403, 'forbidden']);
		}
		expect(await contentOf(one.url)).toEqual(before);
	},
);

/** Views of the list of articles, and exports of what a viewer reads anyway; of others’ neither may be changed. */
const OWN = /^\/(me(\/|$)|knowledge\/views(\/|$)|transfers\/(exports|\{id\})$)/;

test('a viewer may change nothing but what is their own', () => {
	const writes = ROUTES.filter(
		({ method, access }) => method !== 'GET' && (SCOPES_OF.viewer as readonly string[]).includes(access),
	);
	expect(writes.filter(({ path }) => !OWN.test(path))).toEqual([]);
});
