import { z } from 'zod';
import { openJourney } from '#journeys/remind.ts';
import { template } from '../template.ts';

/** To whoever has planned visits: it is time for the next. */
export const visitDue = template({
	args: z.object({
		journey: z.uuid(),
		title: z.string(),
		/** In words. */
		every: z.string(),
		next: z.string(),
		url: z.url(),
	}),
	secret: true,
	subject: ({ say }, { title }) => say('mail_visit_due_subject', { title }),
	blocks: ({ say }, { title, every, next, url }) => [
		{ kind: 'heading', text: title },
		{ kind: 'text', text: say('mail_visit_due_intro', { next }) },
		{ kind: 'button', text: say('mail_visit_due_choose', {}), url },
		{ kind: 'note', text: say('mail_visit_due_why', { every }) },
		{ kind: 'note', text: say('mail_journey_private', {}) },
	],
	stands: async (tx, { journey }) => (await openJourney(tx, journey)) !== undefined,
});
