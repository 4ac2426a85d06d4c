import type { StoredEvent } from '#core/events/define.ts';
import { conversationEvents } from '#modules/conversations/index.ts';
import type { Story } from '../tables.ts';

type Chapter = (story: Story, event: StoredEvent) => Partial<Story>;

/** What each kind of fact adds to the story of its conversation. */
const CHAPTERS: Record<string, Chapter> = {
	'conversation.opened': (_, { at, payload }) => ({
		opened_at: at,
		begun: payload.to === 'person' ? 'person' : 'assistant',
	}),
	'conversation.message_written': (story, { at, payload }) => {
		if (payload.kind !== 'message') return {};
		if (payload.author === 'assistant' && typeof payload.outcome === 'string')
			return { answers: story.answers + 1, outcome: story.outcome ?? payload.outcome };
		if (payload.author === 'agent' && story.handed_at) return { replied_at: story.replied_at ?? at };
		return {};
	},
	'conversation.answer_superseded': ({ answers }) => ({ answers: Math.max(0, answers - 1) }),
	'conversation.handed_over': (story, { at, payload }) =>
		story.handed_at ? {} : { handed_at: at, reason: String(payload.reason), article_id: firstOf(payload.articles) },
	'conversation.handed_back': () => ({ returned: true }),
	'conversation.taken_back': () => ({ returned: false }),
	'conversation.closed': (_, { at }) => ({ closed_at: at }),
	'conversation.reopened': () => ({ closed_at: null }),
	'conversation.colleague_asked': () => ({ colleague: true }),
	'conversation.feedback_given': (_, { payload }) => ({
		solved: payload.solved === true,
		reasons: Array.isArray(payload.reasons) ? payload.reasons.map(String) : [],
	}),
};

/** The facts that stories are told from. */
export const TOLD = conversationEvents.filter(({ name }) => name in CHAPTERS);

/** The story with one more fact; facts of one conversation come in their order. */
export function tell(story: Story | undefined, event: StoredEvent): Story {
	const before = story ?? begin(event);
	return {
		...before,
		lang: before.lang || (event.lang ?? ''),
		channel: before.channel || (event.channel ?? ''),
		last_at: event.at > before.last_at ? event.at : before.last_at,
		...CHAPTERS[event.name]?.(before, event),
	};
}

const begin = ({ subject_id, at }: StoredEvent): Story => ({
	conversation_id: subject_id,
	opened_at: at,
	last_at: at,
	lang: '',
	channel: '',
	begun: 'assistant',
	outcome: null,
	answers: 0,
	handed_at: null,
	reason: null,
	article_id: null,
	replied_at: null,
	returned: false,
	closed_at: null,
	colleague: false,
	solved: null,
	reasons: [],
});

const firstOf = (articles: unknown) =>
	Array.isArray(articles) && typeof articles[0] === 'string' ? articles[0] : null;
