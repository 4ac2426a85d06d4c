import type { MessageKey } from '#core/i18n/say.ts';
import { Refusal } from '../call.ts';

const WORDS = {
	'name taken': 'tests_name_taken',
	'text known': 'tests_text_known',
	'text too_many': 'tests_text_too_many',
	'questions too_many': 'tests_text_too_many',
	'article_id required': 'tests_article_wanted',
	'article_id not_found': 'tests_article_wanted',
} as const satisfies Record<string, MessageKey>;

type Fault = (typeof WORDS)[keyof typeof WORDS];

/** What is wrong with each field, by its name, as texts for people. */
export function faultsIn({ body }: Refusal): Record<string, Fault> {
	const errors = (body.errors ?? []) as { path: string; code: string }[];
	return Object.fromEntries(
		errors.flatMap(({ path, code }) => {
			const fault = WORDS[`${path} ${code}` as keyof typeof WORDS];
			return fault ? [[path, fault]] : [];
		}),
	);
}

/** What the API would say where an article is expected and none is named. */
export const unnamed = (): Refusal =>
	new Refusal(422, 'invalid_input', { errors: [{ path: 'article_id', code: 'required' }] });
