import { redirect } from '@sveltejs/kit';
import { dayIn } from '#core/days.ts';
import { isProblem, problem } from '#core/errors.ts';
import { timeZone } from '#core/zone.ts';
import { type Asset, listAssets } from '#modules/assets/index.ts';
import { textOf } from '../../../door/fields.ts';
import { guestOf } from '../../../door/guest.ts';
import { beginWith, myPage } from '../../../door/my.ts';
import { privately, signedInAs } from '../../../door/session.ts';
import type { Actions, PageServerLoad } from './$types';

const MOST_MACHINES = 50;
const NOBODY = { isFirst: true, items: [], next: null, machines: [], today: '', signedIn: undefined, mayClaim: false };

export const load: PageServerLoad = async (event) => {
	const { locals, url, setHeaders } = event;
	privately(setHeaders);
	const actor = await locals.visitor();
	if (actor.id === '') return NOBODY;
	const { app, lang } = locals;
	const cursor = url.searchParams.get('after') ?? undefined;
	const page = await myPage(locals, actor, { cursor }).catch((error: unknown) => {
		// An address that was cut short leads to the beginning.
		if (isProblem(error) && cursor !== undefined) redirect(303, `/${lang}/my`);
		throw error;
	});
	const machines = cursor === undefined ? await listAssets(app.database.db, actor, { limit: MOST_MACHINES }) : [];
	return {
		isFirst: cursor === undefined,
		...page,
		machines: machines.map(presentMachine),
		today: dayIn(app.settings.get(timeZone), app.clock()),
		signedIn: await signedInAs(locals, actor),
		mayClaim: (await guestOf(event)) !== undefined,
	};
};

const presentMachine = ({ id, model, serial_number, address, warranty_until }: Asset) => ({
	id,
	model,
	serial_number,
	address,
	warranty_until,
});

export const actions: Actions = {
	/** Which machine it is says the register, whatever a form says. */
	fault: async (event) => {
		const { app, visitor } = event.locals;
		const id = textOf(await event.request.formData(), 'machine');
		const own = await listAssets(app.database.db, await visitor(), { limit: MOST_MACHINES });
		const machine = own.find((each) => each.id === id);
		if (!machine) throw problem('not_found');
		return beginWith(event, 'report-fault', 'serial', machine.serial_number);
	},
};
