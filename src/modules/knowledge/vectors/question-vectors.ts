import type { Log } from '#core/log.ts';
import { vectorModel } from '#core/model.ts';
import type { Settings } from '#core/settings.ts';
import { quantise } from './quantise.ts';

const PATIENCE_MS = 1_000;
/** A model that failed is left alone that long: not every search shall wait for it. */
const REST_MS = 10_000;
const REMEMBERED = 500;

/** The vector of a question by the present model; nothing where there is none, or where it is slow or fails. */
export function questionVectors(settings: Settings, log: Log): (question: string) => Promise<Int32Array | undefined> {
	let known = new Map<string, Int32Array>();
	let restUntil = 0;
	return async (question) => {
		const chosen = vectorModel(settings);
		if (!chosen || Date.now() < restUntil) return undefined;
		const key = `${chosen.id} ${question}`;
		const remembered = known.get(key);
		if (remembered) return remembered;
		try {
			const abortSignal = AbortSignal.timeout(PATIENCE_MS);
			const { embed } = await import('ai');
			const { embedding } = await embed({ model: chosen.model, value: question, abortSignal, maxRetries: 0 });
			const made = Int32Array.from(quantise(embedding));
			if (known.size >= REMEMBERED) known = new Map();
			known.set(key, made);
			return made;
		} catch (error) {
			restUntil = Date.now() + REST_MS;
			log.warn({ err: (error as Error).message }, 'question not embedded');
			return undefined;
		}
	};
}
