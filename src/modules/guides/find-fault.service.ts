import type { Acting, Answers, Asking, Content, Result } from '#journeys/definition.ts';
import { choice, yesNo } from '#journeys/fields/choice.ts';
import { type Service, service } from '#journeys/service.ts';
import { addressesByExternalId, articleAddress, preferenceOf } from '#modules/knowledge/index.ts';
import { type Check, CHECKS, checksFor, KINDS, type Symptom, symptomsOf } from './checks.ts';
import { findFaultExamples } from './find-fault.examples.ts';

/** Of each check whether it is in order, and where it was not, whether mending it has helped. */
type Found = { [C in Check]?: boolean } & { [C in `${Check}_helped`]?: boolean };
type Answered = Found & { kind: string; symptom: string };

const begun = service('find-fault', {
	title: 'service_find_fault',
	summary: 'service_find_fault_summary',
	examples: findFaultExamples,
	// Nothing is sent before the report that may follow.
	reviewed: false,
})
	.tell(({ say, lang }) => [{ kind: 'text', text: say('guide_danger', {}, lang) }])
	.ask(
		'kind',
		choice(
			'guide_kind',
			KINDS.map((value) => ({ value, label: `guide_kind_${value}` as const })),
		),
	)
	.ask(
		'symptom',
		choice<{ kind: string }>('guide_symptom', async ({ answers }) =>
			symptomsOf(answers.kind).map((value) => ({ value, label: `guide_symptom_${value}` as const })),
		),
	) as Service<Answered>;

/** What is wrong with the machine, one look after the other; where nothing helps the report begins with what was seen. */
export const findFault = (Object.keys(CHECKS) as Check[])
	.reduce(
		(before, check) =>
			before
				.tellWhen(comesUp(check), (asking) => [pictureOf(check, asking)])
				.askWhen(comesUp(check), check, yesNo(CHECKS[check].ask))
				.tellWhen(isWrong(check), (asking) => fixOf(check, asking))
				.askWhen(isWrong(check), `${check}_helped`, yesNo('guide_helped')) as Service<Answered>,
		begun,
	)
	.act(async (acting) => (helpedBy(acting.answers) ? solved(acting) : passOn(acting)));

const theirs = ({ kind, symptom }: Answered) => checksFor(kind, symptom);
const helpedBy = (answers: Answered): Check | undefined =>
	theirs(answers).find((check) => answers[`${check}_helped`] === true);

/** Unless something before it has helped. */
function comesUp(check: Check) {
	return (answers: Answered): boolean => theirs(answers).includes(check) && helpedBy(answers) === undefined;
}

function isWrong(check: Check) {
	return (answers: Answered): boolean =>
		answers[check] === false && theirs(answers).includes(check) && !isSolvedBefore(check, answers);
}

function isSolvedBefore(check: Check, answers: Answered): boolean {
	const helped = helpedBy(answers);
	return helped !== undefined && helped !== check;
}

const pictureOf = (check: Check, { say, lang }: Pick<Asking, 'say' | 'lang'>): Content => ({
	kind: 'picture',
	url: `/guides/${check}.svg`,
	text: say(CHECKS[check].picture, {}, lang),
});

async function fixOf(check: Check, asking: Pick<Asking, 'db' | 'say' | 'lang'>): Promise<Content[]> {
	const more = await articleFor(check, asking);
	const fix: Content = { kind: 'text', text: asking.say(CHECKS[check].fix, {}, asking.lang) };
	return more ? [fix, { kind: 'link', ...more }] : [fix];
}

/** What says more, in the language nearest to theirs; nothing where it is not published. */
async function articleFor(check: Check, { db, lang }: Pick<Asking, 'db' | 'lang'>) {
	const [found] = await addressesByExternalId(db, [CHECKS[check].article], preferenceOf(lang, 'en'));
	return found && { url: articleAddress(found), text: found.title };
}

async function solved(acting: Acting<Answered>): Promise<Result> {
	const { say, lang, answers } = acting;
	const check = helpedBy(answers);
	const more = check && (await articleFor(check, acting));
	return { text: say('guide_done', {}, lang), ...(more && { links: [more] }) };
}

/** The report asks only what was not seen yet. */
function passOn({ say, lang, answers }: Acting<Answered>): Result {
	const what = [
		`${say(`guide_kind_${answers.kind as 'screw'}`, {}, lang)}: ${say(`guide_symptom_${answers.symptom as Symptom}`, {}, lang)}`,
		say('guide_looked_at', {}, lang),
		...theirs(answers).map((check) => seen(check, { say, lang, answers })),
	].join('\n');
	const brought: Answers = { runs: answers.symptom === 'wont_start' ? 'stopped' : 'badly', what };
	return { text: say('guide_not_found', {}, lang), next: { service: 'report-fault', answers: brought } };
}

function seen(check: Check, { say, lang, answers }: Pick<Acting<Answered>, 'say' | 'lang' | 'answers'>): string {
	const was = answers[check] ? 'journey_yes' : answers[`${check}_helped`] === false ? 'guide_in_vain' : 'journey_no';
	return `${say(CHECKS[check].ask, {}, lang)} ${say(was, {}, lang)}`;
}
