import { z } from 'zod';
import { openJourney } from '#journeys/remind.ts';
import { type Template, template } from '../template.ts';

const args = z.object({ journey: z.uuid(), title: z.string(), url: z.url() });
type JourneyArgs = z.infer<typeof args>;

/** To whoever asked for it: the way back to what they have begun. */
export const journeyLink = journeyMail('link');
/** To the same, once, where they left it and wanted to be reminded. */
export const journeyLeft = journeyMail('left');

function journeyMail(name: 'link' | 'left'): Template<JourneyArgs> {
	return template({
		args,
		secret: true,
		subject: ({ say }, { title }) => say(`mail_journey_${name}_subject`, { title }),
		blocks: ({ say, brand }, { title, url }) => [
			{ kind: 'heading', text: title },
			{ kind: 'text', text: say(`mail_journey_${name}_intro`, { brand }) },
			{ kind: 'button', text: say('my_next_go_on', {}), url },
			{ kind: 'note', text: say('mail_journey_private', {}) },
			...(name === 'left' ? [{ kind: 'note' as const, text: say('mail_journey_once', {}) }] : []),
		],
		stands: async (tx, { journey }) => (await openJourney(tx, journey)) !== undefined,
	});
}
