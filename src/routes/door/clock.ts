import { timeZone } from '#core/zone.ts';
import type { Standing } from '#modules/promises/index.ts';

/** A promise as its clock is shown. */
export const clockOf = ({ kind, state, due_at, done_at, paused_for }: Standing, { app }: App.Locals) => ({
	kind,
	state,
	dueAt: due_at.toISOString(),
	doneAt: done_at?.toISOString() ?? null,
	pausedFor: paused_for,
	zone: app.settings.get(timeZone),
	now: app.clock().toISOString(),
});
