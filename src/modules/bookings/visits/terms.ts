import type { Selectable } from 'kysely';
import type { Db, Tables } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import type { Check, Terms } from '../kinds.ts';
import '../tables.ts';

export type VisitType = Selectable<Tables['visit_types']>;

/** The types of one visit in the order asked for. Throws `invalid_input` for one that is not offered, and where no crew could do them together. */
export async function offeredTypes(db: Db, ids: readonly string[], people: number | undefined): Promise<VisitType[]> {
	const rows = await db
		.selectFrom('visit_types')
		.selectAll()
		.where('id', 'in', [...ids])
		.where('active', '=', true)
		.execute();
	const types = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
	if (types.length === 0 || types.length !== ids.length)
		throw refused('types', 'not_found', 'This visit is not offered.');
	requireTogether(types, people);
	return types;
}

/** Throws `invalid_input` where no crew could do them in one visit, or so many people cannot come. */
export function requireTogether(types: readonly VisitType[], people: number | undefined): void {
	const { most } = crewOf(types);
	if (people !== undefined && people > most) throw refused('people', 'too_many', `At most ${most} people can come.`);
	if (new Set(types.flatMap(({ late_fee }) => late_fee?.currency ?? [])).size > 1)
		throw refused('types', 'currencies', 'These cannot be booked together.');
}

/** How many people come: as many as the type that needs most, or as many as asked for if that is more. */
export function peopleFor(types: readonly VisitType[], asked: number | undefined): number {
	const { least, most } = crewOf(types);
	return Math.min(Math.max(least, asked ?? 0), Math.max(least, most));
}

const crewOf = (types: readonly VisitType[]) => ({
	least: Math.max(...types.map(({ people }) => people)),
	most: Math.min(...types.map(({ people_max }) => people_max)),
});

/** Of several services in one visit: the work adds up, and of each condition the strictest holds. */
export function termsOf(types: readonly VisitType[]): Terms {
	const most = (of: (type: VisitType) => number) => Math.max(...types.map(of));
	const all = <T>(of: (type: VisitType) => readonly T[]) => [...new Set(types.flatMap(of))];
	return {
		minutes: types.reduce((sum, { minutes }) => sum + minutes, 0),
		before: most(({ buffer_before }) => buffer_before),
		after: most(({ buffer_after }) => buffer_after),
		step: most(({ step }) => step),
		arrival_window: most(({ arrival_window }) => arrival_window),
		notice: most(({ notice }) => notice),
		horizon_days: Math.min(...types.map(({ horizon_days }) => horizon_days)),
		skills: all(({ skills }) => skills),
		resource_kinds: all(({ resource_kinds }) => resource_kinds),
		move_until: most(({ move_until }) => move_until),
		cancel_until: most(({ cancel_until }) => cancel_until),
		late_fee: types
			.flatMap(({ late_fee }) => late_fee ?? [])
			.reduce<Terms['late_fee']>(
				(dearest, fee) => (fee.amount_minor > (dearest?.amount_minor ?? -1) ? fee : dearest),
				null,
			),
		checklist: checksOf(types),
	};
}

const checksOf = (types: readonly VisitType[]): Check[] => [
	...new Map(types.flatMap(({ checklist }) => checklist).map((check) => [check.code, check])).values(),
];

export const refused = (path: string, code: string, message: string) =>
	problem('invalid_input', { detail: message, errors: [{ path, code, message }] });
