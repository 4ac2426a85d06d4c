import { isTheirs } from '#core/access.ts';
import type { Asking, Content, Field } from '#journeys/definition.ts';
import { serialNumber } from '#journeys/fields/serial-number.ts';
import type { Wording } from '#journeys/wording.ts';
import { findBySerial, listAssets } from '../list-assets.ts';

/** The number of a machine; whoever owns exactly one need not read it off. */
export const knownSerial = (label: Wording, hint: Wording): Field<string, object> => ({
	...serialNumber(label, { hint }),
	known: async ({ db, actor, customer }) => {
		if (!isTheirs(actor, customer)) return undefined;
		const [only, ...others] = await listAssets(db, actor, { limit: 2 });
		return others.length === 0 ? only?.serial_number : undefined;
	},
});

/** What the register says of the number they gave. One that it does not know stops nobody: it may be new there, or misread. */
export async function toldOfSerial(asking: Asking<{ serial?: string | null | undefined }>): Promise<Content[]> {
	const { db, actor, say, lang, answers } = asking;
	if (!answers.serial) return [];
	const found = await findBySerial(db, actor, answers.serial);
	if (found.is === 'unknown') return [{ kind: 'text', text: say('asset_unknown', {}, lang) }];
	if (found.is === 'ours') return [{ kind: 'text', text: say('asset_ours', {}, lang) }];
	const { model, warranty_until } = found.asset;
	const until =
		warranty_until &&
		new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(warranty_until));
	return [
		{
			kind: 'text',
			text: until ? say('asset_yours_until', { model, until }, lang) : say('asset_yours', { model }, lang),
		},
	];
}
