import { createHash } from 'node:crypto';

/**
 * Whether a customer is among the `share` of a hundred who have this version. Always the same for the same customer: whoever had it at ten has it at fifty as
 * well, and each version picks others.
 */
export function isAmong(
	customer: string,
	service: string,
	{ version, share }: { version: number; share: number },
): boolean {
	const hash = createHash('sha256').update(`${service}:${version}:${customer}`).digest();
	return hash.readUInt32BE(0) % 100 < share;
}
