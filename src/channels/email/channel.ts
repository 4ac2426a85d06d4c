import { z } from 'zod';
import { type Channel, OWNER } from '#core/delivery.ts';
import type { Settings } from '#core/settings.ts';
import { ownerEmail } from '#modules/notifications/index.ts';
import { LIMITS, put } from './put.ts';
import { mailFrom, parseFrom, smtpUrl } from './settings.ts';

/** Mail by SMTP. Settings are read anew for every message, so that a change counts at once. */
export function emailChannel(settings: Settings, limits = LIMITS): Channel {
	const ready = () => settings.get(smtpUrl) !== '' && sender(settings) !== undefined;
	return {
		name: 'email',
		address: (to) => {
			const address = to === OWNER ? settings.get(ownerEmail) : to;
			return address && ready() ? address : undefined;
		},
		put: async (message) => {
			const url = settings.get(smtpUrl);
			const from = sender(settings);
			// Taken back since `address` was asked.
			if (!url || !from) return { ok: false, retry: true, error: 'No server or no sender address is set.' };
			if (!z.email().safeParse(message.to).success)
				return { ok: false, retry: false, error: 'The address is not valid.' };
			return put(url, { name: message.from, ...from }, message, limits);
		},
	};
}

function sender(settings: Settings): { name?: string; address: string } | undefined {
	const login = decoded(URL.parse(settings.get(smtpUrl))?.username ?? '');
	return parseFrom(settings.get(mailFrom)) ?? parseFrom(login) ?? parseFrom(settings.get(ownerEmail));
}

/** A percent sign that begins no code stands for itself, as it does for nodemailer. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
