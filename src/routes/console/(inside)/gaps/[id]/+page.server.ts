import { redirect } from '@sveltejs/kit';
import { ANONYMOUS } from '#core/access.ts';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { listGapQuestions, listGaps, readGap } from '#modules/gaps/index.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 100;
const OTHERS = 50;

export const load: PageServerLoad = async ({ locals: { app, member }, params: { id }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	if (!isId(id)) throw problem('not_found');
	const at = app.clock();
	const gap = await readGap(db, actor, { id, at });
	// What was merged is read where it counts.
	if (gap.id !== id) redirect(303, `/console/gaps/${gap.id}`);
	const last = url.searchParams.get('before') ?? '';
	const before = isId(last) ? last : undefined;
	const [questions, drafted, open] = await Promise.all([
		listGapQuestions(db, actor, { id, before, limit: A_PAGE }),
		listGaps(db, actor, { status: 'drafted', limit: OTHERS, at }),
		listGaps(db, actor, { status: 'open', limit: OTHERS, at }),
	]);
	return {
		gap: {
			id,
			status: gap.status,
			question: gap.question,
			lang: gap.lang,
			article_id: gap.article_id,
			customers: gap.customers,
			questions: gap.questions,
			answered: gap.answered,
			weeks: gap.weeks,
			last_at: gap.last_at,
			merged: gap.merged,
			origin: gap.origin,
		},
		questions: questions.map(({ id: question, text, lang, channel, why, answered_at, at: asked }) => ({
			id: question,
			text,
			lang,
			channel,
			why,
			answered: answered_at !== null,
			at: asked,
		})),
		next: questions.length === A_PAGE ? questions.at(-1)?.id : undefined,
		// What is being written comes first: that is where most things belong that are found too late.
		others: [...drafted, ...open]
			.filter((other) => other.id !== id)
			.map((other) => ({ id: other.id, question: other.question, lang: other.lang, status: other.status })),
	};
};
