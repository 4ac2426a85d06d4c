import type { Page } from 'playwright-core';
import { Client } from 'pg';
import { until } from '../support/until.ts';

type Site = { databaseUrl: string };

/** What a mail that waits says: nothing is sent from here. */
export async function mailTo(
	{ databaseUrl }: Site,
	address: string,
	template: string,
): Promise<Record<string, string>> {
	const client = new Client({ connectionString: databaseUrl });
	await client.connect();
	const read = async () => {
		const { rows } = await client.query<{ args: Record<string, string> }>(
			'select args from notifications where recipient = $1 and template = $2 order by id desc limit 1',
			[address, template],
		);
		return rows[0]?.args;
	};
	return until(read, 15_000).finally(() => client.end());
}

/** From the page that asks for the address on: by the code that was mailed. */
export async function signInBy(site: Site, page: Page, email: string): Promise<void> {
	await page.getByLabel('Your email address').fill(email);
	await page.getByRole('button', { name: 'Send me a code' }).click();
	await page.getByLabel('Code').waitFor();
	const { code = '' } = await mailTo(site, email, 'identity_code');
	await page.getByLabel('Code').fill(code);
	await page.getByRole('button', { name: 'Sign in' }).click();
}
