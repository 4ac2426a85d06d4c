import { foldMarks, normalize } from '#core/text/fold.ts';
import { smallTalk } from '../small-talk/small-talk.ts';
import { wantsPerson } from '../wants-person/wants-person.ts';
import { BACKGROUND } from './background.ts';
import { featuresOf } from './features-of.ts';
import { type Classifier, fit, type Lesson } from './fit.ts';

export type Recognised = {
	id: string;
	/** 0..1: how likely it is this service. */
	confidence: number;
	/** The service that comes second, where it is not far behind. */
	runnerUp?: string;
};

export type Recogniser = (text: string) => Recognised | undefined;

type Asked = { id: string; examples: Readonly<Record<string, readonly string[]>> };

/** An installation has many articles and few services: together the articles should not outweigh them. */
const OTHER = 0.12;
/** The best service wins over “no service” from this share of its odds on. More of it hears fewer services, less of it hears them in questions too. */
const LEAST = 0.35;
/** Below it, a guess among many. */
const SURE = 0.25;
const CLOSE = 0.25;

/**
 * Which service a text asks for, learnt from how people ask for each and from what they ask that is none (`others`: the titles and example questions of the
 * articles). Any language, whichever the page is in. Learning takes a fraction of a second, holds the process, and happens when a text first needs it: after a
 * change of the articles, open anew.
 */
export function openRecogniser(services: readonly Asked[], others: readonly string[] = []): Recogniser {
	const exact = new Map(services.flatMap((service) => phrasesOf(service).map((text) => [plain(text), service.id])));
	let learnt: Classifier | undefined;
	return (text) => {
		const known = exact.get(plain(text));
		if (known !== undefined) return { id: known, confidence: 1 };
		if (smallTalk(text) || wantsPerson(text)) return undefined;
		learnt ??= learn(services, others);
		return pick(services, learnt(featuresOf(text)));
	};
}

function learn(services: readonly Asked[], others: readonly string[]): Classifier {
	const none = services.length;
	const lesson = (text: string, label: number, weight = 1): Lesson => ({ features: featuresOf(text), label, weight });
	return fit(
		[
			...services.flatMap((service, i) => phrasesOf(service).map((text) => lesson(text, i))),
			...BACKGROUND.map((text) => lesson(text, none)),
			...others.map((text) => lesson(text, none, OTHER)),
		],
		none + 1,
	);
}

const phrasesOf = ({ examples }: Asked): string[] => Object.values(examples).flat();

function best(odds: Float64Array, none: number): { at: number; odds: number } {
	const at = odds.subarray(0, none).reduce((top, each, i) => (each > odds[top]! ? i : top), 0);
	return { at, odds: odds[at] ?? 0 };
}

const plain = (text: string): string =>
	foldMarks(normalize(text))
		.replaceAll(/[\s.,!?。，！？]+/g, ' ')
		.trim();

function pick(services: readonly Asked[], odds: Float64Array): Recognised | undefined {
	const none = services.length;
	const top = best(odds, none);
	const chosen = services[top.at];
	if (!chosen || top.odds < SURE || top.odds < odds[none]! * LEAST) return undefined;
	const rest = odds.with(top.at, 0);
	const second = best(rest, none);
	const runnerUp = second.odds >= top.odds * CLOSE ? services[second.at] : undefined;
	return { id: chosen.id, confidence: top.odds, ...(runnerUp && { runnerUp: runnerUp.id }) };
}
