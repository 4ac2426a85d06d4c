import type { MessageKey } from '#core/i18n/say.ts';
import type { SayHere } from '../../words.ts';

const OF_ITEMS: Record<string, MessageKey> = {
	conflict: 'organise_why_trash',
	cut_off: 'organise_why_cut_off',
	empty_page: 'organise_why_empty',
	external_id_twice: 'organise_why_twice',
	file_too_large: 'organise_why_too_large',
	header_missing: 'organise_why_header',
	invalid_article: 'organise_why_unreadable',
	invalid_csv: 'organise_why_unreadable',
	invalid_front_matter: 'organise_why_front_matter',
	invalid_json: 'organise_why_unreadable',
	invalid_utf8: 'organise_why_encoding',
	invalid_xlsx: 'organise_why_unreadable',
	line_too_long: 'organise_why_too_large',
	not_found: 'organise_why_file_gone',
	payload_too_large: 'organise_why_too_large',
	refused: 'organise_why_refused',
	title_missing: 'organise_why_empty',
	too_many_files: 'organise_why_too_many',
	unknown_format: 'organise_why_format',
	unreadable_file: 'organise_why_unreadable',
	unreadable_html: 'organise_why_unreadable',
	unsupported_media_type: 'organise_why_file_kind',
	zip_bomb: 'organise_why_too_large',
	zip_broken: 'organise_why_unreadable',
	zip_encrypted: 'organise_why_encrypted',
	zip_link: 'organise_why_outside',
	zip_too_large: 'organise_why_too_large',
	zip_too_many_files: 'organise_why_too_many',
	zip_unknown_compression: 'organise_why_unreadable',
	zip_unsafe_path: 'organise_why_outside',
};

const OF_ALL: Record<string, MessageKey> = {
	crashed: 'organise_why_crashed',
	disk_full: 'organise_why_no_room',
	forbidden: 'console_error_forbidden',
	not_found: 'organise_why_upload_gone',
	payload_too_large: 'organise_why_too_large',
	unavailable: 'organise_why_no_storage',
};

/** Why one item was not imported; in the words of the API where its code is none that is known here. */
export function whyFailed(say: SayHere, { code, detail }: { code: string; detail: string }): string {
	const known = OF_ITEMS[code];
	if (known) return say(known);
	const [, field = '', wrong] = /^(\w+)_(missing|too_long|invalid)$/.exec(code) ?? [];
	if (wrong === 'missing') return say('organise_why_field_missing', { field });
	if (wrong === 'too_long') return say('organise_why_field_too_long', { field });
	if (wrong === 'invalid') return say('organise_why_field_invalid', { field });
	return detail;
}

/** What ended an import or export, by its code. */
export const whyEnded = (say: SayHere, code: string): string => say(OF_ALL[code] ?? 'console_error_other');
