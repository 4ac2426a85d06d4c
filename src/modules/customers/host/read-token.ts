import { createPublicKey, type KeyObject } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { LONGEST_GROUP, MOST_GROUPS } from '../group-limits.ts';
import type { HostKey } from './keys.ts';

/** In characters: a cookie holds no more. */
const LONGEST = 4_096;
/** Clocks differ. */
const SKEW_S = 60;
const LIVES_AT_MOST_S = 86_400;

const claimsSchema = z.object({
	sub: z.string().trim().min(1).max(255),
	exp: z.number(),
	iat: z.number().optional(),
	nbf: z.number().optional(),
	aud: z.union([z.string(), z.array(z.string())]).optional(),
	email: z.email().max(254).optional(),
	email_verified: z.boolean().optional(),
	name: z.string().trim().max(200).optional(),
	lang: z.string().max(35).optional(),
	groups: z.array(z.string().trim().min(1).max(LONGEST_GROUP)).max(MOST_GROUPS).optional(),
});
export type Claims = z.infer<typeof claimsSchema>;

/** Why a token is not taken: stable codes, worded for people in the console. */
export const TOKEN_FAULTS = [
	'too_long',
	'malformed',
	'no_key',
	'alg',
	'signature',
	'sub_missing',
	'exp_missing',
	'claims',
	'expired',
	'too_far',
	'not_yet',
	'audience',
] as const;
export type TokenFault = (typeof TOKEN_FAULTS)[number];
export type TokenReading = { ok: true; claims: Claims; key: string } | { ok: false; fault: TokenFault; claim?: string };

/**
 * What a token of the host site says (a JWS in compact form, RFC 7515 and 7519), if one of these keys signed it by the very algorithm the key is for: a
 * token does not choose how it is checked.
 */
export async function readToken(
	keys: readonly HostKey[],
	token: string,
	{ at, origin }: { at: Date; origin: string },
): Promise<TokenReading> {
	if (token.length > LONGEST) return { ok: false, fault: 'too_long' };
	const alg = algOf(token);
	if (alg === undefined) return { ok: false, fault: 'malformed' };
	if (keys.length === 0) return { ok: false, fault: 'no_key' };
	const fitting = keys.filter((key) => key.alg === alg);
	if (fitting.length === 0) return { ok: false, fault: 'alg' };
	for (const key of fitting) {
		const text = await signedText(token, key);
		if (text === undefined) continue;
		const said = checked(text, at.getTime() / 1_000, origin);
		return said.ok ? { ...said, key: key.id } : said;
	}
	return { ok: false, fault: 'signature' };
}

function algOf(token: string): string | undefined {
	try {
		const { alg, crit } = decodeProtectedHeader(token);
		// A JWT needs no extension, and one that changes what is signed must not come in by it.
		return token.split('.').length === 3 && crit === undefined ? String(alg) : undefined;
	} catch {
		return undefined;
	}
}

async function signedText(token: string, key: HostKey): Promise<string | undefined> {
	try {
		const { payload } = await compactVerify(token, materialOf(key), { algorithms: [key.alg] });
		return new TextDecoder('utf-8', { fatal: true }).decode(payload);
	} catch {
		return undefined;
	}
}

const materialOf = ({ alg, material }: HostKey): Uint8Array | KeyObject =>
	alg === 'HS256' ? new TextEncoder().encode(material) : createPublicKey(material);

type Checked = { ok: true; claims: Claims } | { ok: false; fault: TokenFault; claim?: string };

function checked(text: string, now: number, origin: string): Checked {
	const parsed = claimsSchema.safeParse(jsonOf(text));
	if (!parsed.success) return faultOf(String(parsed.error.issues[0]?.path[0] ?? ''));
	const { exp, iat = 0, nbf = 0, aud } = parsed.data;
	if (exp <= now - SKEW_S) return { ok: false, fault: 'expired' };
	if (exp > now + LIVES_AT_MOST_S + SKEW_S) return { ok: false, fault: 'too_far' };
	if (Math.max(iat, nbf) > now + SKEW_S) return { ok: false, fault: 'not_yet' };
	if (aud !== undefined && ![aud].flat().includes(origin)) return { ok: false, fault: 'audience' };
	return { ok: true, claims: parsed.data };
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function faultOf(claim: string): Checked {
	if (claim === 'sub') return { ok: false, fault: 'sub_missing' };
	if (claim === 'exp') return { ok: false, fault: 'exp_missing' };
	return { ok: false, fault: claim ? 'claims' : 'malformed', ...(claim && { claim }) };
}
