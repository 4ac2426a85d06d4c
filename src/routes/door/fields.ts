import { asProblem } from '#core/errors.ts';
import type { MessageKey } from '#core/i18n/say.ts';
import { storable } from '#core/text/storable.ts';

export type FieldErrors<Field extends string> = Partial<Record<Field | 'form', MessageKey>>;

/** The text of a form field: trimmed, line ends as one character, a file or a missing field as nothing. */
export const textOf = (form: FormData, name: string): string => clean(form.get(name));

/** All that was ticked or written under a name. */
export const textsOf = (form: FormData, name: string): string[] => form.getAll(name).map(clean).filter(Boolean);

const clean = (value: FormDataEntryValue | null): string =>
	typeof value === 'string' ? storable(value).replaceAll('\r\n', '\n').trim() : '';

/** A refusal by design, or a database that is away for the moment, as a message beside the form so that nothing typed is lost. Else thrown on. */
export function refusal(error: unknown): { status: number; message: MessageKey } {
	const { status, code } = asProblem(error);
	const message = code === 'index_building' ? 'site_trouble_building_text' : MESSAGES[status];
	if (!message) throw error;
	return { status, message };
}

const MESSAGES: Record<number, MessageKey> = {
	422: 'site_error_invalid',
	429: 'site_error_too_many',
	503: 'site_error_unavailable',
};
