import type { Tx } from '#core/db.ts';
import type { Status } from '../../tables.ts';
import type { ActKind, Refusal } from './act.ts';
import { lockArticles, untrashed } from './lock-articles.ts';
import { putSchedulesBack, type Schedule, scheduleOf } from './schedules.ts';
import { hashAs, type StatusChange, type StatusState, writeStatuses } from './write-statuses.ts';

/** Of each translation, by its id. */
type Statuses = Record<string, State>;
/**
 * `newest`: the highest number in the history, which also holds working copies that were put aside. `schedule`: what the archive takes away; acts of older
 * programs kept none.
 */
type State = StatusState & { newest: number | null; schedule?: Schedule | null };

type Wish = (id: string, state: State) => Status;

/** All languages to the archive. */
export const archive = changing<object>('archive', async () => () => 'archived');

/** All languages back to what they were before the archive. */
export const unarchive = changing<object>('unarchive', async (tx, states) => {
	const former = await formerStatuses(
		tx,
		[...states.values()].flatMap((one) => Object.keys(one)),
	);
	return (id, { status }) => (status === 'archived' ? (former.get(id) ?? 'draft') : status);
});

/** One language, for the articles that have it. */
export const setStatus = changing<{ lang: string; status: Status }>('set_status', async (_tx, _states, wanted) => {
	return (_id, { lang, status }) => (lang === wanted.lang ? wanted.status : status);
});

function changing<Input extends { lang?: string }>(
	name: string,
	wishes: (tx: Tx, states: ReadonlyMap<string, Statuses>, input: Input) => Promise<Wish>,
): ActKind<Statuses, Input> {
	return {
		name,
		read: async (tx, ids) => {
			const articles = await lockArticles(tx, ids);
			const statuses = await lockStatuses(tx, ids);
			return untrashed(articles, ({ id }) => statuses.get(id) ?? {});
		},
		apply: async (tx, actor, states, input) => {
			const wish = await wishes(tx, states, input);
			const after = new Map<string, Statuses>();
			const refused = new Map<string, Refusal>();
			const changes: StatusChange[] = [];
			for (const [article_id, statuses] of states) {
				const why = refusal(statuses, wish, input.lang);
				if (why) refused.set(article_id, why);
				const changed = why ? [] : changesOf(article_id, statuses, wish);
				if (changed.length > 0) after.set(article_id, { ...statuses, ...stated(changed) });
				changes.push(...changed);
			}
			await writeStatuses(tx, actor, changes);
			return { after, refused, touched: changes.map(({ id }) => id) };
		},
		revert: async (tx, actor, states) => {
			const current = await lockStatuses(tx, [...states.keys()]);
			const changes = [...states].flatMap(([article_id, before]) =>
				Object.entries(before).flatMap(([id, state]): (StatusChange & State)[] => {
					const now = current.get(article_id)?.[id];
					return now && now.status !== state.status ? [{ ...state, id, article_id, version: nextVersion(now) }] : [];
				}),
			);
			await writeStatuses(tx, actor, changes);
			await putSchedulesBack(tx, actor, changes);
			return { touched: changes.map(({ id }) => id) };
		},
		mark: (statuses) => Object.entries(statuses).map(([id, { status, version }]) => ({ id, status, version })),
	};
}

function refusal(statuses: Statuses, wish: Wish, lang: string | undefined): Refusal | undefined {
	const all = Object.entries(statuses);
	if (lang !== undefined && !all.some(([, state]) => state.lang === lang)) return 'no_such_language';
	const isEmpty = all.some(([id, state]) => state.version === 0 && wish(id, state) === 'published');
	return isEmpty ? 'never_written' : undefined;
}

const changesOf = (article_id: string, statuses: Statuses, wish: Wish): StatusChange[] =>
	Object.entries(statuses).flatMap(([id, state]): StatusChange[] => {
		const status = wish(id, state);
		if (status === state.status) return [];
		const content_hash = hashAs(state.content_hash, state.status, status);
		return [{ id, article_id, lang: state.lang, status, version: nextVersion(state), source: 'staff', content_hash }];
	});

/** What was never written has no text that a version could hold. */
const nextVersion = ({ version, newest }: State) => (version === 0 ? 0 : Math.max(version, newest ?? 0) + 1);

const stated = (changes: readonly StatusChange[]): Statuses =>
	Object.fromEntries(changes.map((change) => [change.id, { ...stateOf(change), newest: change.version }]));

const stateOf = ({ lang, status, version, source, content_hash }: StatusState): StatusState => ({
	lang,
	status,
	version,
	source,
	content_hash,
});

/** By article; locked after the articles, in the order of their ids. */
async function lockStatuses(tx: Tx, articles: readonly string[]): Promise<Map<string, Statuses>> {
	if (articles.length === 0) return new Map();
	const rows = await tx
		.selectFrom('translations')
		.select(['id', 'article_id', 'lang', 'status', 'version', 'source', 'content_hash'])
		.select(scheduleOf.as('schedule'))
		.select((eb) =>
			eb
				.selectFrom('translation_versions as v')
				.whereRef('v.translation_id', '=', 'translations.id')
				.select((max) => max.fn.max('v.version').as('newest'))
				.as('newest'),
		)
		.where('article_id', 'in', articles)
		.orderBy('id')
		.forUpdate()
		.execute();
	const byArticle = Map.groupBy(rows, (row) => row.article_id);
	return new Map(
		[...byArticle].map(([id, own]) => [
			id,
			Object.fromEntries(own.map((row) => [row.id, { ...stateOf(row), newest: row.newest, schedule: row.schedule }])),
		]),
	);
}

async function formerStatuses(tx: Tx, ids: readonly string[]): Promise<Map<string, Status>> {
	if (ids.length === 0) return new Map();
	const rows = await tx
		.selectFrom('translation_versions')
		.distinctOn('translation_id')
		.select(['translation_id', 'status'])
		.where('translation_id', 'in', ids)
		.where('status', '!=', 'archived')
		.where('is_working_copy', '=', false)
		.orderBy('translation_id')
		.orderBy('version', 'desc')
		.execute();
	return new Map(rows.map((row) => [row.translation_id, row.status]));
}
