import type { MessageKey } from '#core/i18n/say.ts';
import { call, Refusal } from '../call.ts';
import { type Desk, pathOf } from './desk.svelte.ts';

type Warning = { code: 'image_without_alt' | 'broken_link' | 'missing_file'; block: string | null; detail: string };
export type Published = { outcome: 'published' | 'unchanged'; revision: number; address: string; warnings: Warning[] };

/** Publishes what stands on the desk once all of it is saved; nothing where it cannot be saved now. Throws `Refusal`. */
export async function publish(desk: Desk): Promise<Published | undefined> {
	const revision = await desk.settled();
	if (revision === undefined) return undefined;
	const published = await call<Published>('POST', `${pathOf(desk.ref)}/publication`, { body: { revision } });
	desk.hasDraft = false;
	await desk.follow(published.revision);
	return published;
}

const WANTING: Record<string, MessageKey> = {
	'title missing': 'editor_publish_no_title',
	'body missing': 'editor_publish_no_body',
	'slug taken': 'editor_publish_slug_taken',
	'slug invalid': 'editor_publish_slug_invalid',
};

/** What a text lacks to be published, as texts for people; empty for any other refusal. */
export function wantingIn(error: unknown): MessageKey[] {
	if (!(error instanceof Refusal) || error.code !== 'invalid_input') return [];
	return wantingOf(error.body as Wanting);
}

/** What the API says of a text that could not be published. */
export type Wanting = { errors?: readonly { path: string; code: string }[] };

export const wantingOf = ({ errors = [] }: Wanting): MessageKey[] =>
	errors.flatMap(({ path, code }) => WANTING[`${path} ${code}`] ?? []);

export const WARNINGS: Record<Warning['code'], MessageKey> = {
	image_without_alt: 'editor_warning_alt',
	broken_link: 'editor_warning_link',
	missing_file: 'editor_warning_file',
};
