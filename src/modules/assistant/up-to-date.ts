import type { Refresher } from '#core/refresh.ts';
import type { Library } from '#modules/knowledge/index.ts';
import type { Scorer } from './scorer.ts';

/** Resolves when questions are answered from what is published now. A process that only works has searched nothing until then. */
export async function upToDate(app: { library: Library; refresher: Refresher; scorer: Scorer }): Promise<void> {
	app.library.open();
	await app.library.ready;
	await app.refresher.check();
	await app.scorer.settled();
}
