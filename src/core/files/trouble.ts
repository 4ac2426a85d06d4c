import { isProblem, problem } from '../errors.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What a caller should see of a failed read or write: a full disk, else storage that cannot be reached. Our own errors stay as they are. */
export function problemOfStorage(error: unknown): Error {
	if (isProblem(error)) return error;
	const codes = causes(error).map((cause) => (cause as { code?: unknown }).code);
	if (codes.some((code) => typeof code === 'string' && FULL.has(code)))
		return problem('disk_full', { detail: 'There is no room left to keep this file.' });
	return Object.assign(problem('unavailable', { detail: 'Files cannot be reached at the moment.', retryAfter: 30 }), {
		cause: error,
	});
}

function causes(error: unknown): unknown[] {
	return error instanceof Error ? [error, ...causes(error.cause)] : [];
}
