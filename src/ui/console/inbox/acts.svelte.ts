import { momentOf } from '../../dates.ts';
import type { UiLang } from '#core/i18n/say.ts';
import type { SayHere } from '../../words.ts';
import { call, Refusal } from '../call.ts';
import { toasts } from '../toasts.svelte.ts';
import { troubleIn } from '../trouble.ts';
import type { Thread } from './thread.svelte.ts';
import { runMacro } from './bulk.ts';
import type { Tag } from './list-types.ts';
import type { Link, Message, Translated } from './types.ts';

type Desk = {
	thread: Thread;
	say: SayHere;
	lang: UiLang;
	me: { id: string; name: string };
	/** Whether they speak for the team, or only read. */
	mayWrite: boolean;
	/** Whether a model is set that translates. */
	mayTranslate: boolean;
	mayWriteArticles: boolean;
	/** Where customers find the help centre: the console may be reached at another address. */
	site: string;
};

/** Later the other side has acted on it. */
const MAY_CHANGE_MS = 15 * 60_000;

/** What can be done with the conversation on the page. Each act says that it is done, with a way back where there is one, or why it is not. */
export class Acts {
	readonly desk: Desk;
	readonly #path: string;

	constructor(desk: Desk) {
		this.desk = desk;
		this.#path = `/conversations/${desk.thread.id}`;
	}

	get customerName(): string {
		const { conversation } = this.desk.thread;
		const known = conversation.packet?.customer.name ?? conversation.identities[0]?.value;
		return known || this.desk.say('inbox_visitor');
	}

	mayChange({ author, name, at, kind }: Message): boolean {
		const { me, mayWrite } = this.desk;
		const isOurs = author === 'agent' && kind !== 'notice' && name === me.name;
		return mayWrite && isOurs && Date.now() - Date.parse(at) < MAY_CHANGE_MS;
	}

	mayTranslate = ({ kind, text }: Message): boolean => this.desk.mayTranslate && kind === 'message' && text !== '';

	mayMakeArticle({ author, kind, text }: Message): boolean {
		const { mayWrite, mayWriteArticles } = this.desk;
		return mayWrite && mayWriteArticles && author === 'agent' && kind === 'message' && text !== '';
	}

	take = () => this.#do('POST', 'taking', { done: 'inbox_done_taken' });

	close = () => this.#do('PUT', 'closing', { done: 'inbox_done_closed', undo: () => this.#call('DELETE', 'closing') });

	reopen = () =>
		this.#do('DELETE', 'closing', { done: 'inbox_done_reopened', undo: () => this.#call('PUT', 'closing') });

	handBack = (note: string) =>
		this.#do('POST', 'return', {
			body: { note },
			done: 'inbox_done_returned',
			undo: () => this.#call('DELETE', 'return'),
		});

	async assign(member: { id: string; name: string } | null): Promise<boolean> {
		const put = (id: string | null) => this.#call<{ before: string | null }>('PUT', 'assignee', { member_id: id });
		const { say } = this.desk;
		return this.#try(async () => {
			const { before } = await put(member?.id ?? null);
			const text = member ? say('inbox_done_assigned', { name: member.name }) : say('inbox_done_unassigned');
			toasts.say(text, () => put(before));
		});
	}

	async snooze(until: Date | null): Promise<boolean> {
		const put = (at: string | null) => this.#call<{ before: string | null }>('PUT', 'snooze', { until: at });
		const { say, lang } = this.desk;
		return this.#try(async () => {
			const { before } = await put(until?.toISOString() ?? null);
			const text = until ? say('inbox_done_snoozed', { when: momentOf(until, lang) }) : say('inbox_done_woken');
			// A time that has passed meanwhile is refused: it is awake then.
			toasts.say(text, () => put(before && new Date(before) > new Date() ? before : null));
		});
	}

	/** Puts a tag on it that it has not, and takes off one that it has. */
	async tag(tag: Tag | undefined): Promise<boolean> {
		if (!tag) return false;
		const { thread, say } = this.desk;
		const had = thread.sorting.tags.some(({ id }) => id === tag.id);
		const put = async (on: boolean) => {
			await this.#call(on ? 'PUT' : 'DELETE', `tags/${tag.id}`);
			await thread.readSorting();
		};
		return this.#try(async () => {
			await put(!had);
			const text = say(had ? 'inbox_done_untagged' : 'inbox_done_tagged', { name: tag.name });
			toasts.say(text, () => put(had));
		});
	}

	async giveTo(team: { id: string; name: string } | null): Promise<boolean> {
		const { thread, say } = this.desk;
		const put = async (team_id: string | null) => {
			const { before } = await this.#call<{ before: string | null }>('PUT', 'team', { team_id });
			await thread.readSorting();
			return before;
		};
		return this.#try(async () => {
			const before = await put(team?.id ?? null);
			const text = team ? say('inbox_done_team', { name: team.name }) : say('inbox_done_teamless');
			toasts.say(text, () => put(before));
		});
	}

	/** Several steps at once: all of them, or none. */
	async run(macro: { id: string; title: string } | undefined): Promise<boolean> {
		if (!macro) return false;
		const { thread, say } = this.desk;
		return this.#try(async () => {
			const { failed, undo } = await runMacro(macro.id, [thread.id]);
			if (failed > 0) return toasts.fail(say('inbox_macro_failed', { name: macro.title }));
			await thread.readSorting();
			const back = async () => {
				await undo?.();
				await thread.readSorting();
			};
			toasts.say(say('inbox_macro_ran', { name: macro.title }), undo && back);
		});
	}

	/** All of it goes on in the other one. */
	merge(into: string): Promise<boolean> {
		return this.#do('PUT', 'merge', {
			body: { into },
			done: 'inbox_done_merged',
			undo: () => this.#call('DELETE', 'merge'),
		});
	}

	async link(link: { type: string; ref: string; label: string; url?: string }): Promise<void> {
		const { id } = await this.#call<{ id: string }>('PUT', 'links', link);
		await this.desk.thread.again();
		toasts.say(this.desk.say('inbox_done_linked'), () => this.#unlink(id));
	}

	async removeLink({ id, type, ref, label, url }: Link): Promise<boolean> {
		return this.#try(async () => {
			await this.#unlink(id);
			const again = () => this.#call('PUT', 'links', { type, ref, label, ...(url && { url }) });
			toasts.say(this.desk.say('inbox_done_unlinked'), () => again().then(() => this.desk.thread.again()));
		});
	}

	async #unlink(id: string): Promise<void> {
		await this.#call('DELETE', `links/${id}`);
		await this.desk.thread.again();
	}

	/** Whether what is written here has to be translated for the customer. */
	get isForeign(): boolean {
		const { mayTranslate, lang, thread } = this.desk;
		return mayTranslate && thread.conversation.lang !== lang;
	}

	/** What it says in the language of the page; nothing where that is refused. */
	translate = ({ id }: Message) => this.#translate({ message_id: id, lang: this.desk.lang });

	/** What is about to be said, in the customer's language. */
	translateDraft = (text: string) => this.#translate({ text, lang: this.desk.thread.conversation.lang });

	async #translate(what: object): Promise<Translated | undefined> {
		try {
			return await this.#call<Translated>('POST', 'translation', what);
		} catch (error) {
			const { say } = this.desk;
			const isModel = error instanceof Refusal && error.code === 'unavailable';
			toasts.fail(isModel ? say('inbox_translate_failed') : troubleIn(say, error));
		}
	}

	/** Begins an article with it: the address of its draft. */
	async makeArticle({ id }: Message): Promise<string | undefined> {
		let href: string | undefined;
		await this.#try(async () => {
			const { article_id, lang } = await this.#call<{ article_id: string; lang: string }>('POST', 'article', {
				message_ids: [id],
			});
			href = `/console/articles/${article_id}/${lang}`;
		});
		return href;
	}

	edit = (message: Message, text: string) => this.#try(() => this.#call('PATCH', `messages/${message.id}`, { text }));

	withdraw = (message: Message) => this.#do('DELETE', `messages/${message.id}`, { done: 'inbox_done_withdrawn' });

	/** Tells the customer's side how far the team has read. */
	markRead(message: string): void {
		if (!this.desk.mayWrite || message <= (this.desk.thread.conversation.read.team ?? '')) return;
		void this.#call('PUT', 'read', { read: message }).catch(() => {});
	}

	async #do(
		method: string,
		what: string,
		{ body, done, undo }: { body?: object; done: Parameters<SayHere>[0]; undo?: () => Promise<unknown> },
	): Promise<boolean> {
		return this.#try(async () => {
			await this.#call(method, what, body);
			toasts.say(this.desk.say(done), undo);
		});
	}

	async #try(act: () => Promise<unknown>): Promise<boolean> {
		try {
			await act();
			return true;
		} catch (error) {
			toasts.fail(troubleIn(this.desk.say, error));
			return false;
		}
	}

	#call<T = void>(method: string, what: string, body?: object): Promise<T> {
		return call<T>(method, `${this.#path}/${what}`, body ? { body } : {});
	}
}
