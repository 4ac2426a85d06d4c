/** One entry in somebody's calendar. `stamp` is when it was written, `sequence` grows with every change of the time or the place. */
export type CalendarEntry = {
	uid: string;
	sequence: number;
	stamp: Date;
	starts_at: Date;
	ends_at: Date;
	summary: string;
	location: string;
	description: string;
	cancelled?: boolean | undefined;
	/** So long before it somebody wants to be reminded. */
	alarm_minutes?: number | undefined;
};

/** Who invites whom: without both, programs do not take an invitation for one (RFC 5546). */
export type Invitation = { method: 'REQUEST' | 'CANCEL'; organizer: Mailbox; attendee: string };
type Mailbox = { name: string; address: string };

/** A calendar file of one entry, to be sent to somebody (RFC 5545). Programs know it again by its `uid` and take the highest `sequence`. */
export function writeInvitation(entry: CalendarEntry, { method, organizer, attendee }: Invitation): string {
	const people = [
		`ORGANIZER;CN=${quoted(organizer.name)}:mailto:${organizer.address}`,
		`ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:${attendee}`,
	];
	return calendarFile([`METHOD:${method}`], entryLines(entry, people));
}

/** A calendar file of many entries, for a calendar that reads it again and again. */
export const writeCalendar = (entries: readonly CalendarEntry[]): string =>
	calendarFile(
		['METHOD:PUBLISH', 'REFRESH-INTERVAL;VALUE=DURATION:PT15M'],
		entries.flatMap((entry) => entryLines(entry)),
	);

const calendarFile = (about: readonly string[], entries: readonly string[]): string =>
	['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Saunders//EN', ...about, ...entries, 'END:VCALENDAR']
		.map((line) => `${folded(line)}\r\n`)
		.join('');

function entryLines(entry: CalendarEntry, people: readonly string[] = []): string[] {
	const { uid, sequence, stamp, starts_at, ends_at, summary, location, description, cancelled } = entry;
	return [
		'BEGIN:VEVENT',
		`UID:${uid}`,
		`SEQUENCE:${sequence}`,
		`DTSTAMP:${utc(stamp)}`,
		`DTSTART:${utc(starts_at)}`,
		`DTEND:${utc(ends_at)}`,
		`SUMMARY:${escaped(summary)}`,
		`LOCATION:${escaped(location)}`,
		`DESCRIPTION:${escaped(description)}`,
		`STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
		'TRANSP:OPAQUE',
		...people,
		...alarm(entry),
		'END:VEVENT',
	];
}

function alarm({ alarm_minutes, cancelled, summary }: CalendarEntry): string[] {
	if (alarm_minutes === undefined || cancelled) return [];
	return [
		'BEGIN:VALARM',
		'ACTION:DISPLAY',
		`DESCRIPTION:${escaped(summary)}`,
		`TRIGGER:-PT${alarm_minutes}M`,
		'END:VALARM',
	];
}

const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** Line breaks are the only control characters that mean something. */
const escaped = (text: string): string =>
	text
		.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
		.replaceAll(/[^\P{Cc}\n\t]/gu, '')
		.replaceAll(/[\\;,]/g, (letter) => `\\${letter}`)
		.replaceAll('\n', '\\n');

const quoted = (text: string): string => `"${text.replaceAll(/["\p{Cc}]/gu, '')}"`;

const LONGEST_LINE = 75;

/** In octets, and never within a letter. A line that goes on begins with a space. */
function folded(line: string): string {
	let [whole, length] = ['', 0];
	for (const letter of line) {
		const octets = Buffer.byteLength(letter);
		if (length + octets > LONGEST_LINE) [whole, length] = [`${whole}\r\n `, 1];
		whole += letter;
		length += octets;
	}
	return whole;
}
