import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { type App } from '#app';
import { allowProgram, mayReturnTo, programOf } from '#modules/customers/index.ts';
import { privately, signedInAs } from '../../../door/session.ts';
import type { Actions, PageServerLoad } from './$types';

/** A program asks to act for whoever reads this; it says who it is and where it wants to go on. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	privately(setHeaders);
	const wish = wishIn(locals.app, url);
	if (!wish) return { wish: undefined };
	const { name, redirect_uri } = wish;
	return {
		wish: { name, where: whereOf(redirect_uri), refused: backTo(wish, url.origin, { error: 'access_denied' }) },
		here: url.pathname + url.search,
		signedIn: await signedInAs(locals, await locals.visitor()),
	};
};

export const actions: Actions = {
	default: async ({ locals, url }) => {
		const { app } = locals;
		const wish = wishIn(app, url);
		if (!wish) return fail(422);
		const { client_id: program, redirect_uri: redirect, code_challenge: challenge } = wish;
		const actor = await locals.customer();
		const { secrets } = app;
		const code = await app.transact((tx) => allowProgram(tx, actor, { secrets, program, redirect, challenge }));
		return { back: backTo(wish, url.origin, { code }) };
	},
};

const asked = z.object({
	response_type: z.literal('code'),
	client_id: z.string(),
	redirect_uri: z.string(),
	code_challenge: z.string().regex(/^[\w-]{43}$/),
	code_challenge_method: z.literal('S256'),
	state: z.string().max(2_000).optional(),
});
type Wish = z.infer<typeof asked> & { name: string };

/** Nothing where it is not sure who asks: then nobody is sent anywhere. */
function wishIn({ secrets }: App, { searchParams }: URL): Wish | undefined {
	const { data } = asked.safeParse(Object.fromEntries(searchParams));
	const program = data && programOf(secrets, data.client_id);
	return program && mayReturnTo(program, data.redirect_uri) ? { ...data, name: program.name } : undefined;
}

function backTo({ redirect_uri, state }: Wish, iss: string, answer: Record<string, string>): string {
	const back = new URL(redirect_uri);
	for (const [name, value] of Object.entries({ ...answer, ...(state !== undefined && { state }), iss }))
		back.searchParams.set(name, value);
	return back.href;
}

/** An app has no host: then by the name of its own kind of address. */
const whereOf = (address: string): string => new URL(address).host || new URL(address).protocol.slice(0, -1);
