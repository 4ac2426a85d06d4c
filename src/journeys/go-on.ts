import { journeyEnded, journeyReviewed } from './events.ts';
import { perform } from './perform.ts';
import { keep, proceed, type Run, tell } from './run.ts';
import { valuesOf } from './shapes.ts';
import type { Walked } from './walk.ts';

/** Goes on to the next question that is open and stores where that is. Where there is nothing left to ask and nothing to look over first, it is done. */
export async function goOn(run: Run): Promise<void> {
	await arrive(run, await proceed(run));
}

/** Everything is answered and confirmed: does it. What was to be looked over first was seen with that; an act may read what was answered. */
export async function confirm(run: Run, walked: Walked): Promise<void> {
	if (isReviewed(run, walked)) await tell(run, journeyReviewed, {});
	run.shown = null;
	await keep(run);
	await perform(run, walked.values);
}

/** Stores where it has come to. */
export async function arrive(run: Run, walked: Walked): Promise<void> {
	const { place } = walked;
	if (place.kind === 'review' && !isReviewed(run, walked)) return perform(run, walked.values);
	if (place.kind === 'review') await tell(run, journeyReviewed, {});
	if (place.kind === 'ends') await tell(run, journeyEnded, { code: place.fault.code });
	if (place.kind === 'ask') {
		const { step, shape, narrowed, fault } = place;
		if (fault && !run.faults.has(step.name)) run.faults.set(step.name, fault);
		const isNarrowed = run.shown?.narrowed && run.shown.name === step.name;
		const from = run.shown?.name === step.name ? run.shown.from : 0;
		if (!isNarrowed) run.shown = { name: step.name, values: valuesOf(shape), narrowed, from };
	} else run.shown = null;
	await keep(run);
	run.walked = walked;
}

const isReviewed = ({ definition: { reviewed } }: Run, { values }: Walked): boolean =>
	typeof reviewed === 'function' ? reviewed(values) : reviewed;
