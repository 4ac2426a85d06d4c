import type { LanguageModel } from 'ai';

/** How long a model may say nothing, and take in all; milliseconds. */
export type Patience = { silenceMs: number; wholeMs: number };

export const PATIENCE: Patience = { silenceMs: 6_000, wholeMs: 20_000 };

/** How much a model may write. */
type Most = { characters: number; tokens: number };
const MOST: Most = { characters: 12_000, tokens: 1_200 };

type Limits = { signal?: AbortSignal | undefined; patience?: Patience | undefined; most?: Most };
type Prompt = { instructions: string; request: string };

/**
 * What the model writes, line by line as soon as each is whole. Throws when it fails, falls silent, takes too long, is cut short or `signal` ends it; half
 * a line never comes.
 */
export async function* modelLines(
	model: LanguageModel,
	{ instructions, request }: Prompt,
	{ signal, patience = PATIENCE, most = MOST }: Limits = {},
): AsyncGenerator<string> {
	const stop = new AbortController();
	const silence = setTimeout(() => stop.abort(new Error('silent')), patience.silenceMs);
	const whole = setTimeout(() => stop.abort(new Error('too slow')), patience.wholeMs);
	try {
		const pieces = textOf(
			model,
			{ instructions, request, tokens: most.tokens },
			AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]),
		);
		let rest = '';
		let length = 0;
		for await (const piece of pieces) {
			silence.refresh();
			length += piece.length;
			if (length > most.characters) throw new Error('too long');
			const lines = (rest + piece).split('\n');
			rest = lines.pop() ?? '';
			yield* lines;
		}
		yield rest;
	} finally {
		clearTimeout(silence);
		clearTimeout(whole);
		stop.abort();
	}
}

async function* textOf(
	model: LanguageModel,
	prompt: Prompt & Pick<Most, 'tokens'>,
	abortSignal: AbortSignal,
): AsyncGenerator<string> {
	const { streamText } = await import('ai');
	const { fullStream } = streamText({
		model,
		instructions: prompt.instructions,
		prompt: prompt.request,
		temperature: 0,
		maxOutputTokens: prompt.tokens,
		maxRetries: 0,
		abortSignal,
		// The failure arrives in the stream as well; by default it would be printed besides.
		onError: () => undefined,
	});
	for await (const part of fullStream) {
		if (part.type === 'error') throw part.error instanceof Error ? part.error : new Error('the model failed');
		if (part.type === 'abort') throw abortSignal.reason instanceof Error ? abortSignal.reason : new Error('aborted');
		if (part.type === 'finish' && part.finishReason === 'length') throw new Error('cut short');
		if (part.type === 'text-delta') yield part.text;
	}
}
