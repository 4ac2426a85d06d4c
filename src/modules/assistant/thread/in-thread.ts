import type { Judgement } from '../scoring/confidence.ts';
import { sigmoid } from '../scoring/logistic.ts';

export type Read = { id: string; articleId: string; score: number; chance: number; fit?: number | undefined };
/** What a question was found to ask for, best first, and how that looks. */
export type Reading = { lang: string; candidates: Read[]; judgement: Judgement };
/** `goesOn`: the chance that the question goes on from the one before. `torn`: the two ways to read it lead to different articles, and either may be meant. */
export type InThread = Reading & { goesOn: number; torn: boolean };

/** The chance of an article that a reading did not find. */
const UNSEEN = 0.0004;
const MOST = 20;

/** How much each question says where the second goes on from the first. Fitted, like `GOES_ON`, on the even half of `pairs/`. */
const POWER = { own: 0.73, before: 1.33 };
/** In log-odds: constant, sureness of the question alone, what both speak for, a word that points back, fit to example questions. */
const GOES_ON = { constant: 9.8, sure: -2.5, common: 1.75, pointing: 5.1, fit: -1.5 };
const NEUTRAL_FIT = 0.7;

/** Each of two readings must at least be this likely, or there is nothing to ask back. */
const EITHER = 0.2;

/**
 * A question in the light of what came before it. Two readings are weighed: as if nothing had been said, and as one that goes on, which asks for what
 * both questions speak for. How likely it goes on shows in how little it says alone and in whether any article answers to both.
 */
export function inThread(own: Reading, before: Reading, pointing: boolean): InThread {
	const articles = [
		...new Map([...before.candidates, ...own.candidates].map((each) => [each.articleId, each])).values(),
	];
	const alone = chancesOf(own, articles);
	const earlier = chancesOf(before, articles);
	const together = scaled(alone.map((chance, i) => chance ** POWER.own * (earlier[i] ?? 0) ** POWER.before));
	const common = alone.reduce((sum, chance, i) => sum + chance * (earlier[i] ?? 0), 0);
	const goesOn = sigmoid(oddsOfGoingOn(own, common, pointing));
	const candidates = articles
		.map((article, i) => ({ ...article, chance: mixed(goesOn, alone[i], together[i]) }))
		.toSorted((a, b) => b.chance - a.chance)
		.slice(0, MOST);
	const answerable = mixed(goesOn, own.judgement.answerable, before.judgement.answerable);
	const [first] = candidates;
	const at = articles.findIndex(({ articleId }) => articleId === first?.articleId);
	const right = mixed(goesOn, sureOf(own, alone, at), before.judgement.answerable * (together[at] ?? 0));
	const rivals = [articles[highest(alone)], articles[highest(together)]];
	const torn = isTorn(candidates, rivals);
	return {
		lang: own.lang,
		candidates: torn ? leading(candidates, rivals) : candidates,
		judgement: { answerable, first: answerable > 0 ? Math.min(1, right / answerable) : 0 },
		goesOn,
		torn,
	};
}

const mixed = (share: number, without = 0, within = 0): number => (1 - share) * without + share * within;

function chancesOf({ candidates }: Reading, articles: readonly Read[]): number[] {
	const known = new Map(candidates.map(({ articleId, chance }) => [articleId, chance]));
	return scaled(articles.map(({ articleId }) => Math.max(UNSEEN, known.get(articleId) ?? 0)));
}

function scaled(values: number[]): number[] {
	const sum = values.reduce((total, value) => total + value, 0);
	return values.map((value) => value / sum);
}

const SUREST = 0.999;

function oddsOfGoingOn({ candidates: [first], judgement }: Reading, common: number, pointing: boolean): number {
	const sure = Math.min(SUREST, Math.max(1 - SUREST, judgement.answerable * judgement.first));
	return (
		GOES_ON.constant +
		GOES_ON.sure * Math.log(sure / (1 - sure)) +
		GOES_ON.common * Math.log(common) +
		(pointing ? GOES_ON.pointing : 0) +
		GOES_ON.fit * (first?.fit ?? NEUTRAL_FIT)
	);
}

/** How likely the article is what the question asks for if it stands alone: what it is sure of its first, and of the others in proportion. */
function sureOf({ judgement }: Reading, alone: readonly number[], at: number): number {
	const best = alone[highest(alone)];
	return best ? (judgement.answerable * judgement.first * (alone[at] ?? 0)) / best : 0;
}

const highest = (values: readonly number[]): number => values.indexOf(Math.max(...values));

type Rivals = (Read | undefined)[];

const isOneOf = (rivals: Rivals, { articleId }: Read): boolean =>
	rivals.some((rival) => rival?.articleId === articleId);

function isTorn(candidates: readonly Read[], rivals: Rivals): boolean {
	const likely = candidates.filter((each) => isOneOf(rivals, each));
	return likely.length === 2 && likely[0] === candidates[0] && likely.every(({ chance }) => chance >= EITHER);
}

const leading = (candidates: readonly Read[], rivals: Rivals): Read[] => [
	...candidates.filter((each) => isOneOf(rivals, each)),
	...candidates.filter((each) => !isOneOf(rivals, each)),
];
