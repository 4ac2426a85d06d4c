import { type Actor, authorise } from '#core/access.ts';
import { explain, type ExplainApp } from '#modules/gaps/index.ts';
import { canReadTests } from '../policy.ts';
import { readTestQuestion } from './list-questions.ts';

/** Why a question of a set is answered as it is, as knowledge is now. Throws `not_found` and `index_building`. */
export async function explainTest(app: ExplainApp, actor: Actor, ref: { set_id: string; id: string }) {
	authorise(canReadTests(actor), actor);
	const question = await readTestQuestion(app.database.db, actor, ref);
	return { question, ...(await explain(app, question)) };
}
