import { invalidate } from '$app/navigation';
import type { MessageKey } from '#core/i18n/say.ts';
import type { SayHere } from '../../words.ts';
import { call } from '../call.ts';
import { toasts } from '../toasts.svelte.ts';
import { troubleIn } from '../trouble.ts';
import { lookAgain } from '../look-again.ts';
import type { ArticleList, Expected, Wish } from './list.svelte.ts';
import type { ActReport } from './types.ts';

export const ARTICLES = 'console:articles';

type Doing = { ids: readonly string[]; wish: Wish } & Expected;

const refresh = () => invalidate(ARTICLES);

/** Does something to articles, says what was done with a way back, and fetches what the counts are now. */
export async function perform(say: SayHere, list: ArticleList, { ids, wish, ...expected }: Doing): Promise<void> {
	try {
		const report = await list.act(ids, wish, expected);
		tell(say, wish.kind, report);
		if (report.failed.length > 0) toasts.fail(failureIn(say, report));
	} catch (error) {
		toasts.fail(troubleIn(say, error));
		return lookAgain(error, refresh);
	}
	await refresh();
}

/** Says what an act did; pressing undo undoes it. */
export function tell(say: SayHere, kind: string, { id, changed }: ActReport): void {
	const text = counted(say, DONE[kind] ?? 'organise_undone', changed);
	toasts.say(text, id ? () => undoAct(say, id, refresh) : undefined);
}

/** Each of these texts takes a count. */
const counted = (say: SayHere, key: MessageKey, count: number): string =>
	(say as (key: MessageKey, args: { count: number }) => string)(key, { count });

const DONE: Record<string, MessageKey> = {
	move: 'organise_done_move',
	archive: 'organise_done_archive',
	unarchive: 'organise_done_unarchive',
	trash: 'organise_done_trash',
	restore: 'organise_done_restore',
	set_status: 'organise_done_set_status',
	assign: 'organise_done_assign',
	remove_collection: 'organise_done_remove_collection',
};

/** Undoes an act, says what could not be undone, and looks again. Throws `Refusal`. */
export async function undoAct(say: SayHere, id: string, again: () => Promise<void>): Promise<void> {
	const report = await call<ActReport>('POST', `/knowledge/acts/${id}/undo`);
	if (report.failed.length > 0) toasts.fail(failureIn(say, report));
	else toasts.say(say('organise_undone'));
	await again();
}

const REASONS: Record<string, MessageKey> = {
	not_found: 'organise_failed_not_found',
	in_trash: 'organise_failed_in_trash',
	not_in_trash: 'organise_failed_not_in_trash',
	no_such_language: 'organise_failed_no_such_language',
	never_written: 'organise_failed_never_written',
	changed_since: 'organise_failed_changed_since',
};

function failureIn(say: SayHere, { failed }: ActReport): string {
	const [code] = failed.map((one) => one.code);
	return say('organise_failed', { count: failed.length, why: say(REASONS[code ?? ''] ?? 'organise_failed_not_found') });
}
