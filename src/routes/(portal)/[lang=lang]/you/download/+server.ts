import { EXPORTERS } from '#app';
import { exportCustomer, EXPORTS_AN_HOUR } from '#modules/customers/index.ts';
import { spendByVisitor } from '../../../../door/spend-by-visitor.ts';
import type { RequestHandler } from './$types';

/** All that is kept of whoever asks, as a file. */
export const GET: RequestHandler = async (event) => {
	const { app, visitor } = event.locals;
	const actor = await visitor();
	await spendByVisitor(event, EXPORTS_AN_HOUR);
	const given = await app.transact((tx) => exportCustomer(tx, actor, { id: actor.id, exporters: EXPORTERS }));
	return new Response(JSON.stringify(given, null, '\t'), {
		headers: {
			'content-type': 'application/json',
			'content-disposition': `attachment; filename="data-${given.exported_at.toISOString().slice(0, 10)}.json"`,
			'cache-control': 'private, no-store',
		},
	});
};
