import type { CalendarPage, NamedObstacle, ObstacleCode } from '#modules/bookings/index.ts';
import { presentVisit } from './booking-shapes.ts';

type Stretch = { from: Date | number; until: Date | number };
const presentStretch = ({ from, until }: Stretch) => ({
	from: new Date(from).toISOString(),
	until: new Date(until).toISOString(),
});

export const presentCalendar = ({ crews, workers, visits, more }: CalendarPage) => ({
	crews,
	workers: workers.map(({ hours, busy, ...worker }) => ({
		...worker,
		hours: hours.map(presentStretch),
		busy: busy.map(presentStretch),
	})),
	visits: visits.map(({ customer, ...visit }) => ({ ...presentVisit(visit), customer })),
	more,
});

const TEXTS: Record<ObstacleCode, (of: NamedObstacle) => string> = {
	overlap: ({ worker }) => `${worker} has something else to do then.`,
	resource: ({ missing }) => `Not free then: ${missing?.join(', ')}.`,
	gone: ({ worker }) => `${worker ?? 'Somebody'} does not work here any more.`,
	state: () => 'Only a visit that is booked can be moved.',
	hours: ({ worker }) => `${worker} is not at work then.`,
	travel: ({ worker, late }) => `${worker} needs ${late} minutes more on the road.`,
	skill: ({ worker, missing }) => `${worker} lacks a skill: ${missing?.join(', ')}.`,
	area: ({ worker }) => `It is not known where this is, and ${worker} works by other clocks.`,
};

/** The text is for those who read the API; pages say it in their own language by the code. */
export const presentObstacle = (each: NamedObstacle) => ({
	code: each.code,
	soft: each.soft,
	text: TEXTS[each.code](each),
	worker_id: each.worker_id,
	worker: each.worker,
	missing: each.missing ?? [],
	busy: each.busy ? presentStretch(each.busy) : null,
	late_minutes: each.late ?? 0,
});
