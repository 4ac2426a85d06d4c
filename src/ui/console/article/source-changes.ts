export type Change = {
	id: string;
	kind: 'changed' | 'added' | 'removed';
	/** Of the source, with which the translation agreed there; null where it was not there yet. */
	version: number | null;
	old: string | null;
	new: string | null;
};

export type Behind = { is_tracked: boolean; changes: Change[]; untranslated: string[] };

/** What undoes that these were marked as up to date: each as of the version that it was at, one request for each. */
export function takenBack(changes: readonly Change[]): { version: number | null; blocks: string[] }[] {
	const byVersion = Map.groupBy(changes, ({ version }) => version);
	return Array.from(byVersion, ([version, group]) => ({ version, blocks: group.map(({ id }) => id) }));
}
