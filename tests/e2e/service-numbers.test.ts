import { beforeAll, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { openSite, PHONE } from './site.ts';
import { DESK, enrolAll, go, said, visitAs } from './team.ts';

const site = openSite();

beforeAll(async () => {
	await enrolAll(site, { Kim: 'agent' });
	for (const answers of [{}, {}, { serial_number: 'AB-1' }]) {
		const begun = await fetch(`${site.origin}/api/v1/sessions`, { method: 'POST' });
		const { token } = (await begun.json()) as { token: string };
		const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
		const body = JSON.stringify({ service: 'report-fault', answers });
		const reply = await fetch(`${site.origin}/api/v1/journeys`, { method: 'POST', headers, body });
		expect(reply.status).toBe(201);
	}
}, 120_000);

test.each([
	['at a desk', DESK],
	['on a phone', PHONE],
])('the team sees how far customers come in a service, question by question, %s', async (_where, look) => {
	const { page, errors } = await visitAs(site, 'Kim', look, '/console/services');
	await said(page, '0% finished, 0 of 3');
	await said(page, 'Nobody began it in this time.');
	expect(await violations(page)).toEqual([]);
	if (process.env.SHOTS)
		await page.screenshot({ path: `${process.env.SHOTS}/services-${_where.slice(-5)}.png`, fullPage: true });
	await page.getByRole('link', { name: 'Report a fault' }).click();
	await page.getByRole('heading', { name: 'Question by question' }).waitFor();
	await page.getByRole('row', { name: 'Under way 3 100%' }).waitFor();
	expect(await violations(page)).toEqual([]);
	if (process.env.SHOTS)
		await page.screenshot({ path: `${process.env.SHOTS}/funnel-${_where.slice(-5)}.png`, fullPage: true });
	await go(page, '/console/services/report-fault?channel=chat');
	await said(page, 'Nobody began it in this time.');
	expect(errors).toEqual([]);
});
