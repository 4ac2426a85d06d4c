import { startBeside } from '#core/beside.ts';
import type { Classifier } from './scoring/classifier.ts';
import type { Scorer as Fit } from './scoring/fit.ts';

/** What the examining process is told. */
export type ExamineOrder = { url: string; fallbackLang: string };

/** One step of what it learnt, each better than the one before; without the classifier where that is still the last one sent. */
export type Lesson = {
	/** The content version that was read. */
	version: number;
	/** How many translations were published. */
	size: number;
	fit: Omit<Fit, 'classifier'> & { classifier?: Classifier };
};

/** Customers come first: the examination takes the time that answering leaves over. */
const NICE = 10;

/**
 * Learns from what is published how to rank and how sure to be, in a process of its own, which takes its garbage along. Resolves after the last
 * lesson; rejects when that fails, or with the signal's reason.
 */
export function examine(order: ExamineOrder, take: (lesson: Lesson) => void, signal: AbortSignal): Promise<void> {
	const program = new URL('./scorer.worker.ts', import.meta.url);
	const child = startBeside(program, { nice: NICE, serialization: 'advanced', signal });
	return new Promise((resolve, reject) => {
		child.on('message', (lesson) => take(lesson as Lesson));
		child.once('error', reject);
		child.once('exit', (code, by) => {
			if (code === 0) resolve();
			else reject(new Error(`The examination ended (${by ?? code}).`));
		});
		child.send(order, () => undefined);
	});
}
