import { isProblem } from '#core/errors.ts';
import type { MessageKey } from '#core/i18n/say.ts';
import { storable } from '#core/text/storable.ts';

export type FieldErrors<Field extends string> = Partial<Record<Field | 'form', MessageKey>>;

/** The text of a form field: trimmed, line ends as one character, a file or a missing field as nothing. */
export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? storable(value).replaceAll('\r\n', '\n').trim() : '';
}

/** A refusal by design, as a message beside the form so that nothing typed is lost. Anything else is thrown on. */
export function refusal(error: unknown): { status: number; message: MessageKey } {
	if (!isProblem(error) || error.status === 404) throw error;
	if (error.code === 'too_many_requests') return { status: 429, message: 'site_error_too_many' };
	if (error.status === 503) return { status: 503, message: 'site_error_unavailable' };
	if (error.status === 422) return { status: 422, message: 'site_error_invalid' };
	throw error;
}
