import { z } from 'zod';
import { now } from '#core/transaction.ts';
import { standsAs, visitEntry } from '#modules/bookings/index.ts';
import { type Template, template, type Voice } from '../template.ts';

// Mails that were queued by an older program say more.
const args = z.object({
	visit: z.uuid(),
	version: z.int(),
	/** When it came to stand as it does. */
	changed_at: z.iso.datetime(),
	title: z.string(),
	code: z.string(),
	starts_at: z.iso.datetime(),
	ends_at: z.iso.datetime(),
	window_from: z.iso.datetime(),
	window_until: z.iso.datetime(),
	zone: z.string(),
	address: z.string(),
	/** To its page; none where the address is no longer theirs. */
	url: z.url().optional(),
	book_url: z.url().optional(),
});
type VisitArgs = z.infer<typeof args>;
type Name = 'booked' | 'moved' | 'cancelled' | 'reminder';

/** To whoever booked it: when somebody comes, for their calendar. */
export const visitBooked = visitMail('booked');
/** To the same: the time is another now, also in their calendar. */
export const visitMoved = visitMail('moved');
/** To the same: nobody comes, and it leaves their calendar. */
export const visitCancelled = visitMail('cancelled');
/** To the same, a day before. */
export const visitReminder = visitMail('reminder');
/** To the same, once it is done: how was it? */
export const visitDone: Template<VisitArgs> = template({
	args,
	secret: true,
	subject: ({ say }, { title }) => say('mail_visit_done_subject', { title }),
	blocks: (voice, visit) => [
		{ kind: 'heading', text: voice.say('mail_visit_done_heading', {}) },
		{ kind: 'text', text: voice.say('mail_visit_done_intro', { brand: voice.brand }) },
		{ kind: 'facts', rows: doneFacts(voice, visit) },
		...(visit.url
			? [
					{ kind: 'button' as const, text: voice.say('mail_visit_rate', {}), url: visit.url },
					{ kind: 'note' as const, text: voice.say('mail_visit_rate_private', {}) },
				]
			: []),
	],
	stands: (tx, { visit, version }) => standsAs(tx, { visit, version, state: 'done', at: now(tx) }),
});

function visitMail(name: Name): Template<VisitArgs> {
	const isOff = name === 'cancelled';
	return template({
		args,
		secret: true,
		subject: (voice, visit) =>
			voice.say(`mail_visit_${name}_subject`, { title: visit.title, when: whenOf(voice, visit) }),
		blocks: (voice, visit) => [
			{ kind: 'heading', text: voice.say(`mail_visit_${name}_heading`, {}) },
			{ kind: 'text', text: voice.say(`mail_visit_${name}_intro`, { brand: voice.brand }) },
			{ kind: 'facts', rows: factsOf(voice, visit) },
			...(isOff ? again(voice, visit) : changes(voice, visit)),
		],
		entry: (voice, visit) => entryOf(voice, visit, isOff),
		stands: (tx, { visit, version }) =>
			standsAs(tx, { visit, version, state: isOff ? 'cancelled' : 'booked', at: now(tx) }),
	});
}

const whenOf = ({ span }: Voice, { window_from, window_until, zone }: VisitArgs): string =>
	span(window_from, window_until, zone);

const factsOf = (voice: Voice, visit: VisitArgs): [string, string][] => [
	[voice.say('mail_visit_what', {}), visit.title],
	[voice.say('mail_visit_arrival', {}), whenOf(voice, visit)],
	[voice.say('mail_visit_where', {}), visit.address],
	[voice.say('mail_visit_number', {}), visit.code],
];

const doneFacts = (voice: Voice, { title, starts_at, ends_at, zone, address, code }: VisitArgs): [string, string][] => [
	[voice.say('mail_visit_what', {}), title],
	[voice.say('mail_visit_came', {}), voice.span(starts_at, ends_at, zone)],
	[voice.say('mail_visit_where', {}), address],
	[voice.say('mail_visit_number', {}), code],
];

const changes = ({ say }: Voice, { url }: VisitArgs) =>
	url
		? [
				{ kind: 'button' as const, text: say('mail_visit_open', {}), url },
				{ kind: 'note' as const, text: say('mail_visit_private', {}) },
			]
		: [];

const again = ({ say }: Voice, { book_url }: VisitArgs) =>
	book_url ? [{ kind: 'button' as const, text: say('mail_visit_again', {}), url: book_url }] : [];

function entryOf(voice: Voice, visit: VisitArgs, cancelled: boolean) {
	const [, ...facts] = factsOf(voice, visit);
	const { visit: id, version, title, address, changed_at, starts_at, ends_at, window_until } = visit;
	return visitEntry({
		id,
		version,
		title,
		address,
		facts,
		cancelled,
		brand: voice.brand,
		changed_at: new Date(changed_at),
		starts_at: new Date(starts_at),
		ends_at: new Date(ends_at),
		window_until: new Date(window_until),
	});
}
