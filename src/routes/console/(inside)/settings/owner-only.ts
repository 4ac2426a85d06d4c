import type { ServerLoadEvent } from '@sveltejs/kit';
import type { App as Saunders } from '#app';
import { type Actor, ANONYMOUS, authorise, hasScope } from '#core/access.ts';

/** A page for whoever may change settings; `of` gathers what it shows. */
export const ownerOnly =
	<T>(of: (app: Saunders, actor: Actor) => T | Promise<T>) =>
	async ({ locals, parent }: ServerLoadEvent): Promise<T> => {
		await parent();
		const actor = locals.member?.actor ?? ANONYMOUS;
		authorise(hasScope(actor, 'settings:write'), actor);
		return of(locals.app, actor);
	};
