import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { MY_READERS } from '#app';
import type { Actor } from '#core/access.ts';
import { sayWhen } from '#core/reading/when/say-when.ts';
import { timeZone } from '#core/zone.ts';
import type { Answers } from '#journeys/definition.ts';
import { openJourneyOf } from '#journeys/queries.ts';
import { listMine, type MineItem } from '#modules/mine/index.ts';
import { nearMoment } from '#ui/promise-clock.ts';
import { clockOf } from './clock.ts';
import { begin } from './journey.ts';

export const A_PAGE = 20;

/** A page of what somebody has going on, as it is shown. */
export async function myPage(
	locals: App.Locals,
	actor: Actor,
	{ cursor, limit = A_PAGE }: { cursor?: string | undefined; limit?: number },
) {
	const { app, lang } = locals;
	const looking = { db: app.database.db, actor, now: app.clock(), say: app.say, lang };
	const { items, next } = await listMine(MY_READERS, looking, { cursor, limit });
	return { items: items.map((item) => presentMine(locals, item)), next };
}

export type ShownItem = ReturnType<typeof presentMine>;

function presentMine(locals: App.Locals, { when, takes_place: span, promise, ...item }: MineItem) {
	const { app, lang } = locals;
	const now = app.clock();
	const zone = app.settings.get(timeZone);
	return {
		...item,
		when: when.toISOString(),
		takesPlace: span !== null,
		at: span ? sayWhen(span, { lang, zone: span.zone, now }) : nearMoment(when, lang, { now, zone }),
		clock: promise && clockOf(promise, locals),
	};
}

/** So long whoever pressed the button before goes on with what they began then. */
const SAME_MS = 86_400_000;

/** Begins a service with one answer filled in, or goes on with what was begun like that, and leads to it. */
export async function beginWith(event: RequestEvent, service: string, name: string, value: string) {
	const { app, lang, visitor } = event.locals;
	const since = new Date(app.clock().getTime() - SAME_MS);
	const open = await openJourneyOf(app.database.db, await visitor(), since, service);
	if (open?.answers[name]?.value === value) redirect(303, `/${lang}/journeys/${open.id}`);
	const brought: Answers = { [name]: value };
	const begun = await begin(event, service, { brought });
	if (begun.refused) return fail(begun.refused.status, begun.refused.data);
	redirect(303, `/${lang}/journeys/${begun.id}`);
}
