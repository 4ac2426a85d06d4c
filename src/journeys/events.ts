import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';
import { SOURCES } from './tables.ts';

const about = { service: z.string(), service_version: z.number(), settings_version: z.number().nullable() };
const ofJourney = <S extends z.core.$ZodLooseShape>(name: string, shape: S) =>
	defineEvent({ name, v: 1, subject: 'journey', payload: z.strictObject({ ...about, ...shape }) });

const step = { name: z.string() };

export const journeyBegun = ofJourney('journey.begun', {});
export const journeyAnswered = ofJourney('journey.answered', { ...step, by: z.enum(SOURCES) });
/** An answer that would not do; `code` is the fault's. */
export const journeyRefused = ofJourney('journey.refused', { ...step, code: z.string() });
export const journeySteppedBack = ofJourney('journey.stepped_back', step);
/** The receipt was shown. */
export const journeyReviewed = ofJourney('journey.reviewed', {});
export const journeyAsked = ofJourney('journey.pending', {});
export const journeyDone = ofJourney('journey.done', { seconds: z.number() });
export const journeyFailed = ofJourney('journey.failed', {});
export const journeyUndone = ofJourney('journey.undone', {});
/** It is not for them, or a rule ended it; `code` says which. */
export const journeyEnded = ofJourney('journey.ended', { code: z.string() });
export const journeyStopped = ofJourney('journey.stopped', {});
/** From another channel than before, or with the code. */
export const journeyResumed = ofJourney('journey.resumed', { with_code: z.boolean() });
export const journeyUpgraded = ofJourney('journey.upgraded', {
	from_version: z.number(),
	asked_again: z.array(z.string()),
});
export const journeyGiven = ofJourney('journey.given_to_team', step);
export const journeyReturned = ofJourney('journey.returned', {});
/** Left unfinished for so long that nobody is thought to be at it; `name` is the question it stopped at. */
export const journeyAbandoned = ofJourney('journey.abandoned', { ...step, reminded: z.boolean() });
export const journeyExpired = ofJourney('journey.expired', {});

export const journeyEvents = [
	journeyBegun,
	journeyAnswered,
	journeyRefused,
	journeySteppedBack,
	journeyReviewed,
	journeyAsked,
	journeyDone,
	journeyFailed,
	journeyUndone,
	journeyEnded,
	journeyStopped,
	journeyResumed,
	journeyUpgraded,
	journeyGiven,
	journeyReturned,
	journeyAbandoned,
	journeyExpired,
];
