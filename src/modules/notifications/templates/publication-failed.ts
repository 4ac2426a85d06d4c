import { z } from 'zod';
import { template } from '../template.ts';

/** To whoever set the time: it has come, and the text is not published. */
export const publicationFailed = template({
	args: z.strictObject({ title: z.string(), lang: z.string(), url: z.string() }),
	subject: ({ say }, { title }) => say('mail_schedule_subject', { title }),
	blocks: ({ say, languageName }, { title, lang, url }) => [
		{ kind: 'heading', text: say('mail_schedule_heading', {}) },
		{ kind: 'text', text: say('mail_schedule_intro', { title, language: languageName(lang) }) },
		{ kind: 'button', text: say('mail_schedule_open', {}), url },
	],
});
