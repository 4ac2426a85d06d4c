import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (how: { type: 'major'; execution: 'async' }) => Promise<void>;

/** Fewer leave a few megabytes behind, which are not worth the look through all that is in use. */
const MANY = 100;

/** `collectGarbage`, where many were loaded. */
export async function collectAfter(loaded: number): Promise<void> {
	if (loaded >= MANY) await collectGarbage();
}

/**
 * Has the engine collect what a large load left behind, when it comes round to it. Left to itself it waits for more garbage, and a server that
 * is asked little for a while keeps hundreds of megabytes that it does not use.
 */
export async function collectGarbage(): Promise<void> {
	setFlagsFromString('--expose-gc');
	await (runInNewContext('gc') as Collect)({ type: 'major', execution: 'async' });
}
