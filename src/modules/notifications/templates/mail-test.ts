import { z } from 'zod';
import { template } from '../template.ts';

/** To whoever sets mail up: it arrives. */
export const mailTest = template({
	args: z.strictObject({}),
	subject: ({ say, brand }) => say('mail_test_subject', { brand }),
	blocks: ({ say, brand }) => [
		{ kind: 'heading', text: say('mail_test_heading', {}) },
		{ kind: 'text', text: say('mail_test_intro', { brand }) },
	],
});
