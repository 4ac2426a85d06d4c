import { z } from 'zod';
import { template } from '../template.ts';

/** To the owner: what some customers had of a service was stopped by itself. */
export const serviceFell = template({
	args: z.strictObject({
		/** By its id: an owner may have renamed it by the time this is read. */
		service: z.string(),
		shared_done: z.number(),
		shared_over: z.number(),
		live_done: z.number(),
		live_over: z.number(),
		url: z.string(),
	}),
	subject: ({ say }, { service }) => say('mail_service_fell_subject', { service }),
	blocks: ({ say }, { service, url, ...counts }) => [
		{ kind: 'heading', text: say('mail_service_fell_heading', {}) },
		{ kind: 'text', text: say('mail_service_fell_intro', { service, ...counts }) },
		{ kind: 'button', text: say('mail_service_fell_open', {}), url },
	],
});
