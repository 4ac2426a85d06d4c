import { z } from 'zod';

const flag = z.enum(['0', '1']).transform((value) => value === '1');

const schema = z.object({
	PORT: z.coerce.number().int().min(0).max(65535).default(3000),
	HOST: z.string().default('127.0.0.1'),
	ORIGIN: z
		.url({ protocol: /^https?$/ })
		.transform((url) => new URL(url).origin)
		.optional(),
	TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
	DATA_DIR: z.string().default('data'),
	DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	DATABASE_DIRECT_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	SECRET: z.string().min(32).optional(),
	DEMO: flag.default(true),
	API_KEY: z
		.string()
		.regex(/^sk_[A-Za-z0-9_-]{16,}$/, 'must be sk_ and at least 16 letters or digits')
		.optional(),
	ADMIN_EMAIL: z.email().optional(),
	ADMIN_PASSWORD: z.string().min(10).max(128).optional(),
	ROLES: z
		.string()
		.default('web,worker')
		.transform((roles) => roles.split(',').map((role) => role.trim()))
		.pipe(z.array(z.enum(['web', 'worker'])).min(1)),
	FETCH_PRIVATE_HOSTS: z
		.string()
		.default('')
		.transform((hosts) => hosts.split(',').flatMap((host) => host.trim().toLowerCase() || [])),
	OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
	OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
	LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

/** What must be known before the program can start; everything else is a setting in the database. */
export type Config = z.infer<typeof schema>;

/** Past a pooler, for whatever belongs to a connection: locks of a session, LISTEN. `url` is the database as everything else reaches it. */
export function directUrl(config: Config, url: string): string {
	return config.DATABASE_DIRECT_URL ?? url;
}

/** Reads the environment. Throws one line that names every variable that is wrong. An empty variable counts as absent. */
export function readConfig(env: Record<string, string | undefined>): Config {
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
	const result = schema.safeParse(given);
	if (result.success) return result.data;
	const lines = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
	throw Object.assign(new Error(`Wrong settings: ${lines.join('; ')}`), { code: 'wrong_settings' });
}
