import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';

const about = { service: z.string() };
const ofService = <S extends z.core.$ZodLooseShape>(name: string, shape: S) =>
	defineEvent({ name, v: 1, subject: 'service', payload: z.strictObject({ ...about, ...shape }) });
const version = { version: z.number() };
const completion = z.strictObject({ done: z.number(), over: z.number() });

export const serviceSwitchedOn = ofService('service.switched_on', {});
export const serviceSwitchedOff = ofService('service.switched_off', {});
export const serviceMoved = ofService('service.moved', { position: z.number() });
export const settingsDrafted = ofService('service.drafted', version);
export const settingsDiscarded = ofService('service.draft_discarded', version);
export const settingsShared = ofService('service.shared', { ...version, share: z.number() });
export const settingsLive = ofService('service.live', version);
/** `to`: the version whose content holds again; 0 is as declared. */
export const settingsReturned = ofService('service.returned', { ...version, to: z.number() });
export const settingsStopped = ofService('service.stopped', version);
/** Nobody did it: fewer came to the end of it than of the one in force. */
export const settingsFell = ofService('service.fell', { ...version, shared: completion, live: completion });

export const serviceEvents = [
	serviceSwitchedOn,
	serviceSwitchedOff,
	serviceMoved,
	settingsDrafted,
	settingsDiscarded,
	settingsShared,
	settingsLive,
	settingsReturned,
	settingsStopped,
	settingsFell,
];
