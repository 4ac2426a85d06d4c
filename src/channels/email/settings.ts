import { z } from 'zod';
import type { SettingKind } from '#core/settings.ts';

/** `smtp://user:password@host:587`, `smtps://…:465`; nodemailer's options as query (`?requireTLS=true`). Empty: mail waits. */
export const smtpUrl: SettingKind<string> = {
	key: 'smtp_url',
	schema: z.string().refine((url) => url === '' || isSmtp(url), 'must be smtp://… or smtps://…'),
	fallback: '',
	secret: true,
	env: 'SMTP_URL',
};

/** `help@example.org` or `Kestrel Air <help@example.org>`. Empty: the login of `smtp_url` if it is an address, else the owner's. */
export const mailFrom: SettingKind<string> = {
	key: 'mail_from',
	schema: z
		.string()
		.refine((from) => from === '' || parseFrom(from) !== undefined, 'must be an address or Name <address>'),
	fallback: '',
	env: 'MAIL_FROM',
};

const address = z.email();

/** The parts of `Name <address>`, or nothing when the address is none. */
export function parseFrom(from: string): { name?: string; address: string } | undefined {
	const [, name = '', bracketed] = /^([^<>\r\n]*)<([^<>]+)>$/.exec(from.trim()) ?? [];
	const parsed = address.safeParse(bracketed ?? from.trim());
	return parsed.success ? { address: parsed.data, ...(name.trim() && { name: name.trim() }) } : undefined;
}

function isSmtp(url: string): boolean {
	const { protocol, hostname } = URL.parse(url) ?? {};
	return (protocol === 'smtp:' || protocol === 'smtps:') && Boolean(hostname);
}
