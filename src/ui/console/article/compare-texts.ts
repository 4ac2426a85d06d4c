import {
	type BlockDiff,
	canonicalJson,
	diffDocs,
	diffWords,
	type Doc,
	type Words,
} from '#modules/knowledge/browser.ts';

/** Of address and downloads nothing is said where either side does not name them: versions have none. */
export type ComparedText = {
	title: string;
	slug?: string | null;
	body: Doc;
	questions: string[];
	attachments?: { file: string; title: string; edition: string }[];
};

export type Line = { kind: 'added' | 'removed'; text: string };
type Field = 'title' | 'address' | 'questions' | 'downloads';

export type Compared = {
	/** Only those that differ. */
	words: { field: Field; words: Words[] }[];
	lists: { field: Field; lines: Line[] }[];
	blocks: BlockDiff[];
	/** Of blocks; one that moved and changed counts twice. */
	counts: Record<'changed' | 'added' | 'removed' | 'moved', number>;
	isSame: boolean;
};

/** Two texts field by field, the body block by block. */
export function compareTexts(old: ComparedText, next: ComparedText): Compared {
	const words = [
		...fieldOf('title', old.title, next.title),
		...(old.slug === undefined || next.slug === undefined ? [] : fieldOf('address', old.slug ?? '', next.slug ?? '')),
	];
	const lists = [
		...listOf('questions', old.questions, next.questions),
		...(old.attachments && next.attachments
			? listOf('downloads', old.attachments.map(downloadText), next.attachments.map(downloadText))
			: []),
	];
	const blocks = diffDocs(old.body, next.body);
	const count = (kind: BlockDiff['kind']) => blocks.filter((diff) => diff.kind === kind).length;
	const counts = {
		changed: count('changed'),
		added: count('added'),
		removed: count('removed'),
		moved: blocks.filter(({ moved }) => moved).length,
	};
	const isSame = words.length + lists.length === 0 && Object.values(counts).every((number) => number === 0);
	return { words, lists, blocks, counts, isSame };
}

const fieldOf = (field: Field, old: string, next: string) =>
	old === next ? [] : [{ field, words: diffWords(old, next) }];

/** What came in the order of the newer list, what went after it; nothing where only the order is another. */
function listOf(field: Field, old: readonly string[], next: readonly string[]): { field: Field; lines: Line[] }[] {
	const [was, is] = [new Set(old), new Set(next)];
	const added = [...is.difference(was)].map((text): Line => ({ kind: 'added', text }));
	const removed = [...was.difference(is)].map((text): Line => ({ kind: 'removed', text }));
	return added.length + removed.length === 0 ? [] : [{ field, lines: [...added, ...removed] }];
}

const downloadText = ({ file, title, edition }: NonNullable<ComparedText['attachments']>[number]): string =>
	[title, edition, decodeURIComponent(file.split('/').at(-1) ?? '')].filter(Boolean).join(' · ');

/** Whether what differs in a block is not in its words: bold, a link, the picture itself. */
export const isInLooks = ({ kind, words, old, next }: BlockDiff): boolean =>
	kind === 'changed' && words.every((run) => run.kind === 'same') && canonicalJson(old) !== canonicalJson(next);
