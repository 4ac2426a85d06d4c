import type { MessageKey } from '#core/i18n/say.ts';
import type { SayHere } from '../words.ts';
import { Refusal } from './call.ts';

const BY_CODE: Record<string, MessageKey> = {
	offline: 'console_error_offline',
	unavailable: 'console_error_unavailable',
	unauthenticated: 'console_error_signed_out',
	forbidden: 'console_error_forbidden',
	not_found: 'console_error_not_found',
	conflict: 'console_error_conflict',
	too_many_requests: 'console_error_too_many',
	payload_too_large: 'console_error_too_large',
	invalid_input: 'console_error_invalid',
};

/** A refusal in the words of the page. */
export function troubleIn(say: SayHere, error: unknown): string {
	const key = error instanceof Refusal ? BY_CODE[error.code] : undefined;
	return say(key ?? 'console_error_other');
}
