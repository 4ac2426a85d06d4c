import { z } from 'zod';
import { template } from '../template.ts';

/** To a customer: the code that shows that the address is theirs. */
export const identityCode = template({
	args: z.strictObject({ code: z.string(), minutes: z.number().int() }),
	secret: true,
	subject: ({ say, brand }, { code }) => say('mail_code_subject', { code, brand }),
	blocks: ({ say, brand }, { code, minutes }) => [
		{ kind: 'heading', text: say('mail_code_heading', {}) },
		{ kind: 'text', text: say('mail_code_intro', { brand }) },
		{ kind: 'facts', rows: [[say('mail_code_label', {}), code]] },
		{ kind: 'text', text: say('mail_code_expires', { minutes }) },
		{ kind: 'note', text: say('mail_code_not_you', {}) },
	],
});
