/** Our tables and columns under the names by which better-auth knows them. A test compares both. */
const MEMBER = { userId: 'member_id' };
const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' };

export const USER = {
	modelName: 'members',
	fields: { ...TIMES, emailVerified: 'email_verified' },
	additionalFields: {
		role: { type: 'string', required: true, input: false },
		lang: { type: 'string', required: false, input: false },
	},
} as const;

export const SESSION = {
	modelName: 'member_sessions',
	fields: { ...MEMBER, ...TIMES, expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent' },
} as const;

export const ACCOUNT = {
	modelName: 'member_accounts',
	fields: {
		...MEMBER,
		...TIMES,
		accountId: 'account_id',
		providerId: 'provider_id',
		accessToken: 'access_token',
		refreshToken: 'refresh_token',
		idToken: 'id_token',
		accessTokenExpiresAt: 'access_token_expires_at',
		refreshTokenExpiresAt: 'refresh_token_expires_at',
	},
} as const;

export const VERIFICATION = {
	modelName: 'member_verifications',
	fields: { ...TIMES, expiresAt: 'expires_at' },
} as const;

export const TWO_FACTOR = {
	user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
	twoFactor: {
		modelName: 'member_two_factors',
		fields: {
			...MEMBER,
			backupCodes: 'backup_codes',
			failedVerificationCount: 'failed_verification_count',
			lockedUntil: 'locked_until',
		},
	},
} as const;

export const PASSKEY = {
	passkey: {
		modelName: 'member_passkeys',
		fields: {
			...MEMBER,
			publicKey: 'public_key',
			credentialID: 'credential_id',
			deviceType: 'device_type',
			backedUp: 'backed_up',
			createdAt: 'created_at',
		},
	},
} as const;
