/** The short list of errors that may leave the program. `code` is stable and part of the API; `status` is HTTP's. */
const KINDS = {
	invalid_input: 422,
	invalid_json: 400,
	unauthenticated: 401,
	forbidden: 403,
	not_found: 404,
	method_not_allowed: 405,
	conflict: 409,
	still_running: 409,
	key_reused: 422,
	payload_too_large: 413,
	unsupported_media_type: 415,
	too_many_requests: 429,
	internal: 500,
	unavailable: 503,
	index_building: 503,
	disk_full: 507,
} as const;

export type ProblemCode = keyof typeof KINDS;

/** What is wrong with one field: `path` as in the body (`items.0.title`), `code` stable, `message` for people. */
export type FieldError = { path: string; code: string; message: string };

type Extra = {
	detail?: string;
	errors?: FieldError[];
	retryAfter?: number;
	/** Of a conflict: how things stand now, as the door of the thing itself would show it. */
	current?: unknown;
};

/** An error by design, told from a bug by its name so that it survives being loaded twice (app and pages). */
export type Problem = Error & { name: 'Problem'; code: ProblemCode; status: number } & Extra;

export function problem(code: ProblemCode, extra: Extra = {}): Problem {
	const error = new Error(extra.detail ?? code.replaceAll('_', ' '));
	return Object.assign(error, { name: 'Problem' as const, code, status: KINDS[code], ...extra });
}

export function isProblem(error: unknown): error is Problem {
	return error instanceof Error && error.name === 'Problem';
}

/** The problem a caller should see: designed errors as they are, a lost database as 503, anything else as a plain 500. */
export function asProblem(error: unknown): Problem {
	if (isProblem(error)) return error;
	if (isDatabaseGone(error))
		return problem('unavailable', { detail: 'The database cannot be reached.', retryAfter: 2 });
	if (isRefusal(error)) return problem('conflict', { detail: error.message });
	return problem('internal', { detail: 'Something went wrong on our side.' });
}

/** RFC 9457. */
export function problemBody(error: Problem) {
	return {
		type: `about:blank#${error.code}`,
		title: error.code.replaceAll('_', ' '),
		status: error.status,
		code: error.code,
		...(error.detail && { detail: error.detail }),
		...(error.errors && { errors: error.errors }),
		...(error.current !== undefined && { current: error.current }),
	};
}

// SQLSTATE class 08 is connection trouble, 57P0x a server that shuts down or starts; the rest are the socket's own words.
const GONE = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/;

/** Also where a library wrapped it into an error of its own. */
export function isDatabaseGone(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const { code } = error as { code?: unknown };
	return (
		(typeof code === 'string' && GONE.test(code)) ||
		/Connection terminated|is not queryable|timeout exceeded when trying to connect/.test(error.message) ||
		isDatabaseGone(error.cause)
	);
}

/** A rule that the database itself keeps (`raise … using errcode = 'SN409'` in a migration); its message is meant for people. */
function isRefusal(error: unknown): error is Error {
	return error instanceof Error && (error as { code?: unknown }).code === 'SN409';
}

/** True where two waited for each other and the database gave this one up. */
export const isDeadlock = (error: unknown): boolean => ((error ?? {}) as { code?: unknown }).code === '40P01';

/** True for a violated unique or exclusion constraint: a race that the database decided. */
export function isConstraint(error: unknown): boolean {
	const { code } = (error ?? {}) as { code?: unknown };
	return code === '23505' || code === '23P01';
}
