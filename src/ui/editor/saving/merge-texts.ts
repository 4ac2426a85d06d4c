import { canonicalJson, type Conflict, type Doc, mergeDocs, mergeOrder } from '#modules/knowledge/browser.ts';

/** A text as the editor holds it and the API takes it. */
export type EditorText = {
	title: string;
	/** Null: made from the title when it is first published. */
	slug: string | null;
	body: Doc;
	questions: string[];
	attachments: { file: string; title: string; edition: string }[];
};

/** A field in which both sides say something else; in the merged text stands mine. */
type FieldConflict = { field: 'title' | 'slug'; base: string | null; mine: string | null; theirs: string | null };

export type Merged = { text: EditorText; fields: FieldConflict[]; blocks: Conflict[] };

/** What two people made of one text, as one: of the body block by block, of lists entry by entry. */
export function mergeTexts(base: EditorText, mine: EditorText, theirs: EditorText): Merged {
	const title = mergeField(base.title, mine.title, theirs.title);
	const slug = mergeField(base.slug, mine.slug, theirs.slug);
	const { doc, conflicts } = mergeDocs(base.body, mine.body, theirs.body);
	const text = {
		title: title.value,
		slug: slug.value,
		body: doc,
		questions: mergeLists(base.questions, mine.questions, theirs.questions, (question) => question),
		attachments: mergeLists(base.attachments, mine.attachments, theirs.attachments, ({ file }) => file),
	};
	const fields = [
		...(title.isAsked ? [{ field: 'title' as const, base: base.title, mine: mine.title, theirs: theirs.title }] : []),
		...(slug.isAsked ? [{ field: 'slug' as const, base: base.slug, mine: mine.slug, theirs: theirs.slug }] : []),
	];
	return { text, fields, blocks: conflicts };
}

/** Whether somebody has to say which it is to be. */
export const isAsked = ({ fields, blocks }: Merged): boolean => fields.length + blocks.length > 0;

function mergeField<Value>(base: Value, mine: Value, theirs: Value): { value: Value; isAsked: boolean } {
	if (mine === theirs || theirs === base) return { value: mine, isAsked: false };
	if (mine === base) return { value: theirs, isAsked: false };
	return { value: mine, isAsked: true };
}

/** Whether nothing of it is other; ids of blocks count. */
export const sameText = (a: EditorText, b: EditorText): boolean => stable(a) === stable(b);

const stable = ({ title, slug, body, questions, attachments }: EditorText): string =>
	canonicalJson([title, slug, body, questions, attachments]);

/** What either put in stays, what either took out goes; of an entry that both changed, mine. */
function mergeLists<Entry>(
	base: readonly Entry[],
	mine: readonly Entry[],
	theirs: readonly Entry[],
	nameOf: (entry: Entry) => string,
): Entry[] {
	const [was, my, their] = [base, mine, theirs].map((list) => new Map(list.map((entry) => [nameOf(entry), entry])));
	if (!was || !my || !their) return [...mine];
	const stays = (name: string) => (my.has(name) && their.has(name)) || !was.has(name);
	const names = [base, mine, theirs].map((list) => list.map(nameOf).filter(stays)) as [string[], string[], string[]];
	const isMine = (name: string) => canonicalJson(my.get(name) ?? null) !== canonicalJson(was.get(name) ?? null);
	return mergeOrder(...names).flatMap((name) => (isMine(name) ? my.get(name) : their.get(name)) ?? my.get(name) ?? []);
}
