import { z } from 'zod';
import { isOffered } from '#modules/bookings/index.ts';
import { template } from '../template.ts';

/** To somebody on the waitlist: a time is free and kept for them. */
export const timeOffered = template({
	args: z.object({
		waiting: z.uuid(),
		title: z.string(),
		zone: z.string(),
		from: z.iso.datetime(),
		/** It is kept until then. */
		until: z.iso.datetime(),
		url: z.url(),
	}),
	secret: true,
	subject: ({ say, moment }, { from, zone }) => say('mail_time_offered_subject', { when: moment(from, zone) }),
	blocks: ({ say, moment }, { title, zone, from, until, url }) => [
		{ kind: 'heading', text: say('mail_time_offered_heading', {}) },
		{ kind: 'text', text: say('mail_time_offered_intro', { when: moment(from, zone), until: moment(until, zone) }) },
		{
			kind: 'facts',
			rows: [
				[say('mail_time_offered_what', {}), title],
				[say('mail_time_offered_kept', {}), moment(until, zone)],
			],
		},
		{ kind: 'button', text: say('mail_time_offered_take', {}), url },
		{ kind: 'note', text: say('mail_time_offered_else', {}) },
		{ kind: 'note', text: say('mail_journey_private', {}) },
	],
	stands: (tx, { waiting, from }) => isOffered(tx, waiting, new Date(from)),
});
