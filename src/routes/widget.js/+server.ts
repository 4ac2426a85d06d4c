import loader from 'virtual:widget/loader';
import { embedOrigins, sight } from '#modules/embedding/index.ts';
import { handOut } from '../door/hand-out.ts';
import { widgetSettings } from '../door/widget.ts';
import type { RequestHandler } from './$types';

/** The script for other people's pages, with the owner's settings in front: a page then waits for nothing else. */
export const GET: RequestHandler = async ({ locals, request }) => {
	await remember(locals, request.headers.get('referer'));
	return handOut(request, `(()=>{const SETTINGS=${JSON.stringify(widgetSettings(locals.app.settings))};${loader}})()`);
};

const seen = new Set<string>();

/** By which the set-up tells that a site has it. Only sites that the owner named are kept. */
async function remember({ app }: App.Locals, referer: string | null): Promise<void> {
	if (!referer || !URL.canParse(referer)) return;
	const { origin } = new URL(referer);
	if (seen.has(origin) || !app.settings.get(embedOrigins).includes(origin)) return;
	await app.transact((tx) => sight(tx, origin));
	seen.add(origin);
}
