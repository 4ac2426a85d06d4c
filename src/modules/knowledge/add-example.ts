import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { touch } from '#core/refresh.ts';
import { keepFacts } from './organise/facts/keep-facts.ts';
import { canWrite } from './policy.ts';
import { questionKey } from './search/read.ts';
import { contentHash } from './text.ts';
import { KNOWLEDGE } from './topic.ts';
import { writeVersion } from './write-version.ts';
import { lockTranslation, type Locked, type TranslationRef } from './writing/lock-translation.ts';
import { openDraft } from './writing/read-copy.ts';
import { writeDraft } from './writing/save-draft.ts';

type Example = TranslationRef & { question: string };
/** `changed`: it was not there before. */
export type ExampleChange = { translation_id: string; changed: boolean };

/** Adds an example question to a translation, in a version of its own, and to the working copy beside it. Throws `not_found`. */
export async function addExample(tx: Tx, actor: Actor, { question, ...ref }: Example): Promise<ExampleChange> {
	const key = questionKey(question, ref.lang);
	const isKnown = (questions: readonly string[]) => questions.some((known) => questionKey(known, ref.lang) === key);
	return changeExamples(tx, actor, ref, (questions) => (isKnown(questions) ? questions : [...questions, question]));
}

/** Takes an example question out again, likewise. */
export async function removeExample(tx: Tx, actor: Actor, { question, ...ref }: Example): Promise<ExampleChange> {
	return changeExamples(tx, actor, ref, (questions) => questions.filter((known) => known !== question));
}

type Change = (questions: string[]) => string[];

async function changeExamples(tx: Tx, actor: Actor, ref: TranslationRef, change: Change): Promise<ExampleChange> {
	authorise(canWrite(actor), actor);
	const translation = await lockTranslation(tx, ref);
	const inText = translation.version > 0 && (await changeText(tx, actor, translation, change));
	const inDraft = await changeDraft(tx, actor, translation, change);
	return { translation_id: translation.id, changed: inText || inDraft };
}

async function changeText(tx: Tx, actor: Actor, translation: Locked, change: Change): Promise<boolean> {
	const { id, article_id, lang, slug, title, status, checked_at } = translation;
	const { body, questions: before } = await tx
		.selectFrom('translations')
		.select(['body', 'questions'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const questions = change(before);
	if (questions.length === before.length) return false;
	const text = { id, slug, title, body, questions, status };
	const content_hash = contentHash(text);
	await writeVersion(tx, actor, { ...text, content_hash, article_id, lang, source: 'staff', checked_at }, translation);
	await keepFacts(tx, [id]);
	await touch(tx, KNOWLEDGE, [id]);
	return true;
}

/** Else publishing it would take the example away again. */
async function changeDraft(tx: Tx, actor: Actor, translation: Locked, change: Change): Promise<boolean> {
	const draft = await openDraft(tx, translation.id);
	if (!draft) return false;
	const { title, slug, body, questions: before, attachments } = draft;
	const questions = change(before);
	if (questions.length === before.length) return false;
	await writeDraft(tx, actor, translation, { title, slug, body, questions, attachments }, draft);
	return true;
}
