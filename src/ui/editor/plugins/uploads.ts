import { type Node, Slice } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { putBlock } from '../commands/blocks.ts';
import { nodeType } from '../commands/lists.ts';
import { EMBEDDED } from '../nodes/media.ts';
import { type Placed, placedWhereChanged } from './placed.ts';

/** Where a file lies after its upload; of pictures their size in pixels. */
export type Uploaded = { src: string; width?: number; height?: number; mime: string };
/** `progress` is told the part that has gone, 0 to 1. */
export type Upload = (file: File, progress: (part: number) => void) => Promise<Uploaded>;
/** `alt` and `caption` of a picture that its author gave already. */
export type Wanted = { file: File; alt?: string; caption?: string };

/** What stands in the text while a file is on its way; made in `views/upload-card.ts`. */
export type Card = { dom: HTMLElement; progress(part: number): void; failed(): void };
export type CardMaker = (file: File, acts: { retry(): void; cancel(): void }) => Card;

type Change = { add: { pos: number; id: object; dom: HTMLElement } } | { remove: object };

const key = new PluginKey<DecorationSet>('uploads');

/**
 * Files on their way: a card stands where the picture, film, sound or link will, and the document knows nothing of it before. Pictures
 * that came within pasted text are taken out and uploaded too.
 */
export function uploads(upload: Upload, card: CardMaker) {
	return new Plugin<DecorationSet>({
		key,
		state: { init: () => DecorationSet.empty, apply: moved },
		props: { decorations: (state) => key.getState(state) },
		view: () => ({
			update(view, before) {
				const embedded = firstEmbedded(before.doc, view.state.doc);
				if (embedded) takeOut(view, embedded, { upload, card });
			},
		}),
	});
}

function moved(tr: Transaction, set: DecorationSet): DecorationSet {
	const kept = tr.docChanged ? set.map(tr.mapping, tr.doc) : set;
	const change = tr.getMeta(key) as Change | undefined;
	if (!change) return kept;
	if ('remove' in change) return kept.remove(kept.find(undefined, undefined, ({ id }) => id === change.remove));
	const { pos, id, dom } = change.add;
	const spec = { id, key: keyOf(id), side: -1, ignoreSelection: true, stopEvent: () => true };
	return kept.add(tr.doc, [Decoration.widget(pos, dom, spec)]);
}

const keys = new WeakMap<object, string>();

/** ProseMirror leaves a card alone, with what somebody does in it, as long as its key is the same. */
function keyOf(id: object): string {
	const known = keys.get(id) ?? crypto.getRandomValues(new Uint32Array(2)).join('-');
	keys.set(id, known);
	return known;
}

type Means = { upload: Upload; card: CardMaker };

/** Begins the upload of a file whose block shall stand at `pos`, by default after the block at the cursor. */
export function beginUpload(view: EditorView, wanted: Wanted, means: Means, pos = afterCurrent(view.state)): void {
	const id = {};
	const cancel = () => view.dispatch(view.state.tr.setMeta(key, { remove: id } satisfies Change));
	const card = means.card(wanted.file, { retry: () => void send(), cancel });
	view.dispatch(view.state.tr.setMeta(key, { add: { pos, id, dom: card.dom } } satisfies Change));
	void send();

	async function send() {
		card.progress(0);
		try {
			const uploaded = await means.upload(wanted.file, card.progress);
			if (!view.isDestroyed) settle(view, id, blockFor(view.state, uploaded, wanted));
		} catch {
			card.failed();
		}
	}
}

/** Between two blocks of the outermost level: there everything may stand. */
function afterCurrent({ selection }: EditorState): number {
	const { $to } = selection;
	return $to.depth === 0 ? $to.pos : $to.after(1);
}

/** In place of the card, unless that has gone with the text around it or was cancelled. */
function settle(view: EditorView, id: object, block: Node): void {
	const place = key.getState(view.state)?.find(undefined, undefined, (spec) => spec.id === id)[0];
	if (!place) return;
	const tr = view.state.tr.setMeta(key, { remove: id } satisfies Change);
	putBlock(tr, tr.doc.resolve(place.from), block);
	view.dispatch(tr);
}

function blockFor({ schema }: EditorState, uploaded: Uploaded, { file, alt = '', caption = '' }: Wanted): Node {
	const { src, width, height, mime } = uploaded;
	const size = { width: width ?? null, height: height ?? null };
	if (mime.startsWith('image/')) {
		return nodeType(schema, 'image').create({ src, alt, caption: caption || null, ...size });
	}
	if (/^(?:video|audio)\//.test(mime)) return nodeType(schema, mime.slice(0, 5)).create({ src });
	const link = schema.marks.link?.create({ href: src });
	return nodeType(schema, 'paragraph').create(null, schema.text(file.name, link ? [link] : []));
}

function firstEmbedded(before: Node, now: Node): Placed | undefined {
	if (before === now) return undefined;
	return placedWhereChanged(before, now).after.find(({ node }) => EMBEDDED.test(String(node.attrs.src)));
}

function takeOut(view: EditorView, { node, pos }: Placed, means: Means): void {
	const { tr } = view.state;
	const after = tr.doc.resolve(pos);
	tr.replace(pos, pos + node.nodeSize, Slice.empty);
	// Undo must not bring it back, or it would be uploaded once more.
	view.dispatch(tr.setMeta('addToHistory', false));
	const place = tr.mapping.map(after.depth === 0 ? pos : after.after(1));
	const { src, alt, caption } = node.attrs;
	beginUpload(view, { file: fileOf(String(src)), alt: String(alt), caption: String(caption ?? '') }, means, place);
}

/** The picture in a `data:` address as a file; only base64 comes here. */
function fileOf(address: string): File {
	const [head = '', data = ''] = address.split(',', 2);
	const type = /^data:([^;]+)/.exec(head)?.[1] ?? 'image/png';
	const bytes = Uint8Array.from(atob(data.replace(/\s/g, '')), (char) => char.charCodeAt(0));
	return new File([bytes], `picture.${type.split('/')[1] ?? 'png'}`, { type });
}
