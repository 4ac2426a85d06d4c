import { type Autosave, openAutosave } from '#ui/editor/saving/autosave.ts';
import { keptTexts } from '#ui/editor/saving/kept-texts.ts';
import type { EditorText } from '#ui/editor/saving/merge-texts.ts';
import type { SaveState, Standing } from '#ui/editor/saving/writing.ts';
import { call, Refusal } from '../call.ts';
import { tabId } from './tab.ts';

export type Ref = { article: string; lang: string };

export const pathOf = ({ article, lang }: Ref): string => `/articles/${article}/translations/${lang}`;

/** What is written of one translation: shown, saved by itself, merged with what others write. */
export class Desk {
	text = $state.raw<EditorText>({
		title: '',
		slug: null,
		body: { type: 'doc', content: [] },
		questions: [],
		attachments: [],
	});
	state = $state.raw<SaveState>({ is: 'idle' });
	hasDraft = $state(false);
	readonly ref: Ref;
	#saving: Autosave;
	/** Tells the editor of a text that came from elsewhere. */
	onText: (text: EditorText) => void = () => {};
	/** Has the editor write what was typed in the last moment. */
	catchUp = () => {};

	constructor(ref: Ref, server: Standing, hasDraft: boolean) {
		this.ref = ref;
		this.text = server.text;
		this.hasDraft = hasDraft;
		this.#saving = openAutosave({
			server,
			send: (save, { keepalive }) => this.#send(save, keepalive),
			kept: keptTexts({ store: localStorage, ...ref, tab: tabId(), now: Date.now }),
			later: (act, ms) => {
				const waiting = setTimeout(act, ms);
				return () => clearTimeout(waiting);
			},
			now: Date.now,
			onState: (state) => (this.state = state),
			catchUp: () => this.catchUp(),
			onText: (text) => {
				this.text = text;
				this.onText(text);
			},
		});
		this.state = this.#saving.state();
	}

	/** One field, or several, are written anew. */
	write(change: Partial<EditorText>): void {
		this.text = { ...this.text, ...change };
		this.#saving.change(this.text);
	}

	/** Saves what is unsaved; gives the revision to act on, or nothing where it cannot be saved now. */
	async settled(): Promise<number | undefined> {
		await this.#saving.flush();
		return ['idle', 'saved'].includes(this.#saving.state().is) ? this.#saving.revision() : undefined;
	}

	revision = () => this.#saving.revision();

	/** Takes in what somebody else, or an act of our own, made of the text. */
	async follow(revision: number): Promise<void> {
		await this.#saving.newer(revision, async () => {
			const {
				revision: at,
				text,
				has_draft,
			} = await call<Standing & { has_draft: boolean }>('GET', `${pathOf(this.ref)}/draft`);
			this.hasDraft = has_draft;
			return { revision: at, text };
		});
	}

	resolve = (text: EditorText) => this.#saving.resolve(text);
	goOn = () => this.#saving.goOn();
	leave = () => this.#saving.leave();
	close = () => this.#saving.close();

	async #send(body: object, keepalive: boolean): Promise<{ revision: number }> {
		const saved = await call<{ revision: number }>('PUT', `${pathOf(this.ref)}/draft`, { body, keepalive });
		this.hasDraft = true;
		return saved;
	}
}

/** Whether somebody else was quicker, so that the page has to look again. */
export const isOvertaken = (error: unknown): boolean => error instanceof Refusal && error.code === 'conflict';
