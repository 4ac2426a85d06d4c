import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, NodeViewConstructor } from '@tiptap/pm/view';
import type { SayHere } from '#ui/words.ts';
import { CALLOUT_KINDS, safeFile } from '#modules/knowledge/browser.ts';
import { attributeField, type GetPos, setAttributes } from './attribute-field.ts';

/** Blocks that show more than their text while they are edited: their kind, title, language, description, caption. */
export function frames(say: SayHere): Record<string, NodeViewConstructor> {
	return {
		callout: (node, view, getPos) => callout(node, view, getPos, say),
		codeBlock: (node, view, getPos) => codeBlock(node, view, getPos, say),
		image: (node, view, getPos) => image(node, view, getPos, say),
		video: (node, view, getPos) => player(node, view, getPos, say),
		audio: (node, view, getPos) => player(node, view, getPos, say),
	};
}

function callout(node: Node, view: EditorView, getPos: GetPos, say: SayHere): NodeView {
	const dom = element('div');
	const head = element('div', 'callout-title');
	head.contentEditable = 'false';
	const kind = document.createElement('select');
	kind.setAttribute('aria-label', say('editor_callout_kind'));
	kind.disabled = !view.editable;
	for (const each of CALLOUT_KINDS) kind.add(new Option(say(`site_callout_${each}`), each));
	kind.addEventListener('change', () => setAttributes(view, getPos, { kind: kind.value }));
	const title = attributeField(view, getPos, node, {
		attribute: 'title',
		label: say('editor_callout_title'),
		empty: null,
	});
	const contentDOM = element('div', 'callout-body');
	head.append(kind, title.dom);
	dom.append(head, contentDOM);
	const show = (now: Node) => {
		dom.className = `callout ${String(now.attrs.kind)}`;
		kind.value = String(now.attrs.kind);
		title.update(now);
	};
	return { contentDOM, ...frame(dom, node, show) };
}

function codeBlock(node: Node, view: EditorView, getPos: GetPos, say: SayHere): NodeView {
	const dom = element('div', 'code-frame');
	const label = say('editor_code_language');
	const language = attributeField(view, getPos, node, { attribute: 'language', label, empty: null });
	const pre = element('pre');
	const contentDOM = element('code');
	contentDOM.spellcheck = false;
	const head = element('div', 'code-head');
	head.contentEditable = 'false';
	head.append(language.dom);
	pre.append(contentDOM);
	dom.append(head, pre);
	return { contentDOM, ...frame(dom, node, language.update) };
}

function image(node: Node, view: EditorView, getPos: GetPos, say: SayHere): NodeView {
	const dom = element('figure');
	const picture = document.createElement('img');
	picture.draggable = false;
	const alt = attributeField(view, getPos, node, { attribute: 'alt', label: say('editor_alt'), empty: '' });
	const caption = attributeField(view, getPos, node, {
		attribute: 'caption',
		label: say('editor_caption'),
		empty: null,
	});
	const missing = element('p', 'missing');
	missing.textContent = say('editor_alt_missing');
	dom.append(picture, fields(missing, alt.dom, caption.dom));
	const show = (now: Node) => {
		const { src, width, height } = now.attrs as { src: string; width: number | null; height: number | null };
		const address = safeFile(src) ?? '';
		if (picture.getAttribute('src') !== address) picture.src = address;
		picture.alt = String(now.attrs.alt);
		setSize(picture, width, height);
		missing.hidden = picture.alt.trim() !== '';
		alt.update(now);
		caption.update(now);
	};
	return frame(dom, node, show);
}

function setSize(picture: HTMLImageElement, width: number | null, height: number | null): void {
	for (const [name, value] of Object.entries({ width, height })) {
		if (value) picture.setAttribute(name, String(value));
		else picture.removeAttribute(name);
	}
}

function player(node: Node, view: EditorView, getPos: GetPos, say: SayHere): NodeView {
	const dom = element('figure');
	const media = document.createElement(node.type.name === 'video' ? 'video' : 'audio');
	media.controls = true;
	media.preload = 'none';
	const title = attributeField(view, getPos, node, {
		attribute: 'title',
		label: say('editor_media_title'),
		empty: null,
	});
	const captions = element('p', 'missing');
	dom.append(media, fields(title.dom, captions));
	const show = (now: Node) => {
		const { src, poster } = now.attrs as { src: string; poster?: string | null };
		if (media.getAttribute('src') !== src) media.src = safeFile(src) ?? '';
		if (media instanceof HTMLVideoElement && poster) media.poster = safeFile(poster) ?? '';
		media.setAttribute('aria-label', String(now.attrs.title ?? say('editor_media_title')));
		captions.textContent = say('editor_captions_missing');
		captions.hidden = Boolean(now.attrs.captions);
		title.update(now);
	};
	return frame(dom, node, show);
}

/** What all frames do alike: show each new state, and keep to themselves what happens in their own fields. */
function frame(dom: HTMLElement, node: Node, show: (node: Node) => void): NodeView {
	show(node);
	return {
		dom,
		update: (now) => {
			if (now.type !== node.type) return false;
			show(now);
			return true;
		},
		stopEvent: ({ target }) =>
			target instanceof Element && target.closest('input, select, video, audio') !== null && dom.contains(target),
		ignoreMutation: (mutation) =>
			mutation.type !== 'selection' && !dom.querySelector('.callout-body, code')?.contains(mutation.target),
	};
}

function fields(...children: HTMLElement[]): HTMLElement {
	const box = element('div', 'fields');
	box.contentEditable = 'false';
	box.append(...children);
	return box;
}

function element(tag: string, className = ''): HTMLElement {
	const made = document.createElement(tag);
	if (className) made.className = className;
	return made;
}
