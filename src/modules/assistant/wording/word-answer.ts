import { chatModel } from '#core/model.ts';
import type { Settings } from '#core/settings.ts';
import { checkSentence } from '../check/check-sentence.ts';
import type { Passage } from '../check/types.ts';
import { modelLines, type Patience } from './model-lines.ts';
import { instructions, request } from './prompt.ts';
import { readLine } from './read-line.ts';
import { withoutThoughts } from './without-thoughts.ts';

/** A sentence that its quote bears out; `quote` stands word for word in the passage of that id. */
type CheckedSentence = { text: string; quote: string; passage: string };

/** How it went: sentences that did not pass, and why the model ended early, for the log. */
export type WordingEnd = { dropped: number; trouble?: string };

type WordingRequest = {
	question: string;
	lang: string;
	passages: readonly Passage[];
	signal?: AbortSignal | undefined;
	patience?: Patience | undefined;
};

const MOST_SENTENCES = 8;

/**
 * The answer in a model's words, each sentence checked before it comes. Never throws: where the model fails, is too slow or talks nonsense, what came
 * until then stands, and that may be nothing.
 */
export async function* wordAnswer(
	settings: Settings,
	{ question, lang, passages, signal, patience }: WordingRequest,
): AsyncGenerator<CheckedSentence, WordingEnd> {
	const model = chatModel(settings);
	if (!model || passages.length === 0) return { dropped: 0 };
	const said = new Set<string>();
	let dropped = 0;
	try {
		const prompt = { instructions: instructions(lang), request: request(question, passages) };
		for await (const line of withoutThoughts(modelLines(model, prompt, { signal, patience }))) {
			const claim = readLine(line);
			if (!claim || said.has(claim.text)) continue;
			const verdict = checkSentence(claim, passages, lang);
			if (verdict.ok) {
				said.add(claim.text);
				yield { text: claim.text, quote: verdict.quote, passage: verdict.passage };
			} else dropped++;
			if (said.size + dropped >= MOST_SENTENCES) break;
		}
	} catch (error) {
		return { dropped, trouble: (error as Error).message.slice(0, 200) };
	}
	return { dropped };
}
