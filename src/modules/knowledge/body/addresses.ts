const LINK_SCHEMES = new Set(['http', 'https', 'mailto', 'tel', 'sms']);
const FILE_SCHEMES = new Set(['http', 'https']);
// What browsers skip while they look for the scheme: with it "java\nscript:" would still run.
const IGNORED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The address if a reader may follow it (http, https, mailto, tel, sms or relative), else undefined. */
export function safeLink(href: string): string | undefined {
	return allowed(href, LINK_SCHEMES);
}

/** The address if a picture, video or sound may be loaded from it (http, https or relative), else undefined. */
export function safeFile(src: string): string | undefined {
	return allowed(src, FILE_SCHEMES);
}

function allowed(address: string, schemes: Set<string>): string | undefined {
	const clean = address.replace(IGNORED, '').trim().replace(/\s/g, '%20');
	if (!clean || !clean.isWellFormed()) return undefined;
	const scheme = /^([^/?#:]*):/.exec(clean)?.[1];
	return scheme === undefined || schemes.has(scheme.toLowerCase()) ? clean : undefined;
}
