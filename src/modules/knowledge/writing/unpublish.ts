import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { touch } from '#core/refresh.ts';
import { canWrite } from '../policy.ts';
import { contentHash } from '../text.ts';
import { keepFacts } from '../organise/facts/keep-facts.ts';
import { KNOWLEDGE } from '../topic.ts';
import { writeVersion } from '../write-version.ts';
import { lockTranslation, type TranslationRef } from './lock-translation.ts';

/** Makes what is published a draft again, at the same address. Throws `conflict` when customers cannot read it anyway. */
export async function unpublish(
	tx: Tx,
	actor: Actor,
	input: TranslationRef,
): Promise<{ version: number; revision: number }> {
	authorise(canWrite(actor), actor);
	const translation = await lockTranslation(tx, input);
	if (translation.status !== 'published') throw problem('conflict', { detail: 'It is not published.' });
	const { id, slug, title, revision } = translation;
	const { body, questions } = await tx
		.selectFrom('translations')
		.select(['body', 'questions'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const text = { id, slug, title, body, questions, status: 'draft' as const };
	const next = { ...translation, ...text, content_hash: contentHash(text), source: 'staff' as const };
	const version = await writeVersion(tx, actor, next, translation);
	await keepFacts(tx, [id]);
	await touch(tx, KNOWLEDGE, [id]);
	return { version, revision: revision + 1 };
}
