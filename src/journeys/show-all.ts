import { goOn } from './go-on.ts';
import { proceed, type Run } from './run.ts';

/** Offers again all there is to choose from, after what was said had left only some: that is not listened to any more. */
export async function showAll(run: Run): Promise<Run> {
	run.shown = null;
	const { place } = await proceed(run);
	if (place.kind === 'ask') {
		const { step, asking, shape } = place;
		run.heard = run.heard.filter(({ text }) => !step.field.find?.(text, asking, shape));
	}
	await goOn(run);
	return run;
}
