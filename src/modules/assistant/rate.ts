import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { rated } from './events.ts';
import { canRateQuestion } from './policy.ts';
import './tables.ts';

type Rating = { solved: boolean; missing?: string | undefined; channel?: string | undefined } & (
	{ question: string } | { translation: string }
);

/** Solved or not, and what was missing. One opinion a person and thing: a second one replaces the first. */
export async function rate(tx: Tx, actor: Actor, input: Rating): Promise<void> {
	authorise(actor.kind === 'customer' && actor.id !== '', actor);
	const {
		target,
		channel,
		lang,
		asker = actor.id,
	} = 'question' in input
		? await questionTarget(tx, actor, input.question)
		: await translationTarget(tx, input.translation);
	const opinion = { solved: input.solved, missing: input.missing?.trim() || null, at: now(tx) };
	const { id } = await tx
		.insertInto('ratings')
		.values({ id: newId(now(tx)), customer_id: asker, ...target, ...opinion })
		.onConflict((oc) =>
			(target.question_id
				? oc.columns(['question_id', 'customer_id']).where('question_id', 'is not', null)
				: oc.columns(['translation_id', 'customer_id']).where('translation_id', 'is not', null)
			).doUpdateSet(opinion),
		)
		.returning('id')
		.executeTakeFirstOrThrow();
	const said = input.channel ?? channel;
	await record(tx, actor, rated, {
		subject: id,
		customer: actor.id,
		lang,
		...(said && { channel: said }),
		payload: { ...target, solved: input.solved },
	});
}

async function questionTarget(tx: Tx, actor: Actor, id: string) {
	const question = await tx
		.selectFrom('questions')
		.select(['id', 'customer_id', 'lang', 'channel'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!question || !canRateQuestion(actor, question)) throw problem('not_found');
	const { lang, channel, customer_id } = question;
	// Whoever asked on two devices has one opinion of an answer.
	return { target: { question_id: question.id, translation_id: null }, lang, channel, asker: customer_id ?? undefined };
}

async function translationTarget(tx: Tx, id: string) {
	const translation = await tx
		.selectFrom('translations')
		.select(['id', 'lang'])
		.where('id', '=', id)
		.where('status', '=', 'published')
		.executeTakeFirst();
	if (!translation) throw problem('not_found');
	return {
		target: { question_id: null, translation_id: translation.id },
		lang: translation.lang,
		channel: undefined,
		asker: undefined,
	};
}
