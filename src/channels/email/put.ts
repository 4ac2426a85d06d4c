import { writeInvitation } from '#core/calendar/write-ics.ts';
import type { Message, PutResult } from '#core/delivery.ts';

/** How many milliseconds one answer of the server may take, and the whole conversation, however slowly it drips. */
export type Limits = { step: number; whole: number };

type Sender = { name: string; address: string };

export const LIMITS: Limits = { step: 10_000, whole: 25_000 };

/**
 * Hands one message to the SMTP server. A duplicate (we died before noting the success) carries the same Message-ID, made of the
 * message's own id. Never throws.
 */
export async function put(url: string, from: Sender, message: Message, limits: Limits): Promise<PutResult> {
	const { createTransport } = await import('nodemailer');
	const transport = createTransport({
		url,
		...tls(url),
		connectionTimeout: limits.step,
		greetingTimeout: limits.step,
		socketTimeout: limits.step,
		dnsTimeout: limits.step,
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	try {
		await transport.sendMail({
			from,
			// As an object: a string would be read as a list, in which a comma adds recipients.
			to: { name: '', address: message.to },
			...(message.reply_to && { replyTo: { name: '', address: message.reply_to } }),
			subject: message.subject,
			text: message.text,
			html: message.html,
			...(message.entry && { icalEvent: invitation(message.entry, from, message.to) }),
			messageId: `<${message.id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
			// So that no holiday notice answers (RFC 3834).
			headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': message.lang },
			signal: AbortSignal.timeout(limits.whole),
		});
		return { ok: true };
	} catch (error) {
		return failure(error as SmtpError);
	} finally {
		transport.close();
	}
}

/** As part of the text, from which programs read it by themselves, and as a file besides, for those that do not. */
function invitation(entry: NonNullable<Message['entry']>, organizer: Sender, attendee: string) {
	const method = entry.cancelled ? 'CANCEL' : 'REQUEST';
	return { method, filename: 'visit.ics', content: writeInvitation(entry, { method, organizer, attendee }) };
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** A password leaves this machine only encrypted; on the machine itself a certificate would prove nothing. The URL may say otherwise. */
function tls(url: string): { ignoreTLS?: boolean; requireTLS?: boolean } {
	const { hostname, username, searchParams } = new URL(url);
	if (searchParams.has('ignoreTLS') || searchParams.has('requireTLS')) return {};
	if (LOOPBACK.test(hostname)) return { ignoreTLS: true };
	return username ? { requireTLS: true } : {};
}

type SmtpError = Error & { code?: string; responseCode?: number; response?: string };

/**
 * Final is only what the server says about this very message: 5xx to the sender, the recipient or the text (RFC 5321, 4.2.1).
 * A refused login or greeting is the owner's to mend, so the mail waits.
 */
function failure({ code, responseCode = 0, response, message }: SmtpError): PutResult {
	const aboutMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
	// No reply code at all: the address or the text did not even leave.
	const final = aboutMessage && (responseCode >= 500 || responseCode === 0);
	return { ok: false, retry: !final, error: (response ?? message).slice(0, 500) };
}
