import type { Generated } from 'kysely';
import type { Json } from '#core/tables.ts';
import type { PresentedTurn } from '#journeys/present-turn.ts';
import type { Citation, Layout } from '#modules/assistant/index.ts';
import type { FeedbackSteps } from './feedback/reasons.ts';
import type { HandoffReason, Packet } from './handoffs/packet.ts';

export type Author = 'customer' | 'assistant' | 'agent' | 'system';
/** Said to the other side; said within the team; told by the program about the conversation itself. */
export type MessageKind = 'message' | 'note' | 'notice';
/** Who speaks for the business. */
export type Holder = 'assistant' | 'team';
export type Status = 'open' | 'closed';

/** What the customer had asked and seen before writing, so that nobody has to ask again. */
export type Seen = {
	question?: string;
	question_id?: string;
	articles: { id: string; title: string; url: string }[];
	/** Where their browser says they are, by the name of the zone: known, or nothing. */
	time_zone?: string;
};

/** With the address they gave for the answer, by the id of the identity. */
export type Context = Seen & { identity_id?: string };

export type Choice = { article_id: string; title: string; url: string };
/** What a notice tells, for whoever shows it to say in their reader's language. */
export type Notice = {
	code:
		| 'handed_over'
		| 'taken'
		| 'assigned'
		| 'returned'
		| 'closed'
		| 'reopened'
		| 'merged'
		| 'unmerged'
		| 'snoozed'
		| 'asked_colleague'
		| 'solved'
		| 'not_solved'
		| 'answer_moved'
		| 'solution_moved';
	/** Whom it concerns on the team, by name. */
	name?: string;
	reason?: string;
	until?: string;
};
/** What a message holds beside its text. */
export type Parts = {
	citations?: Citation[];
	layout?: Layout;
	/** To choose from: each is an article that may answer. */
	choices?: Choice[];
	/** The question of the log that this answers. */
	question_id?: string;
	outcome?: 'answer' | 'choices' | 'service' | 'unsure' | 'greeting' | 'handoff';
	notice?: Notice;
	/** How a journey stood when this was said, with what there was to press. */
	journey?: PresentedTurn;
	mentions?: string[];
};

declare module '#core/db.ts' {
	interface Tables {
		conversations: {
			id: string;
			customer_id: string;
			subject: string;
			status: Status;
			lang: string;
			channel: string;
			context: Json<Context>;
			version: Generated<number>;
			holder: Generated<Holder>;
			assignee_id: string | null;
			team_id: string | null;
			waiting_since: Date | null;
			owes_answer_at: Date | null;
			turn_until: Date | null;
			matter_from: Date;
			last_message_at: Date;
			customer_got_id: string | null;
			customer_read_id: string | null;
			team_read_id: string | null;
			closed_at: Date | null;
			snoozed_until: Date | null;
			follows_id: string | null;
			journey_id: string | null;
			created_at: Date;
			updated_at: Date;
		};
		messages: {
			id: string;
			conversation_id: string;
			author: Author;
			kind: Generated<MessageKind>;
			text: string;
			version: Generated<number>;
			member_id: string | null;
			client_id: string | null;
			parts: Json<Parts>;
			/** A `tsvector`; null: not read yet. */
			words: string | null;
			edited_at: Date | null;
			withdrawn_at: Date | null;
			superseded: Generated<boolean>;
			at: Date;
		};
		/** Who is named in a note, and when they looked at it. */
		mentions: { message_id: string; member_id: string; seen_at: Generated<Date | null> };
		/** What it is about: how the inbox sorts it. */
		conversation_tags: { conversation_id: string; tag_id: string };
		conversation_merges: {
			conversation_id: string;
			into_id: string;
			merged_by: Json<{ kind: string; id: string }>;
			at: Date;
		};
		handoffs: {
			id: string;
			conversation_id: string;
			reason: HandoffReason;
			packet: Json<Packet>;
			state: 'waiting' | 'taken' | 'returned' | 'closed';
			created_at: Date;
			taken_at: Date | null;
			taken_by: string | null;
			ended_at: Date | null;
			note: Generated<string>;
		};
		conversation_feedback: {
			id: string;
			conversation_id: string;
			matter_from: Date;
			solved: boolean | null;
			steps: Json<FeedbackSteps>;
			reasons: string[];
			text: string;
			at: Date;
		};
		colleague_questions: {
			id: string;
			conversation_id: string;
			question_id: string | null;
			text: string;
			options: Json<{ article_id: string; title: string }[]>;
			state: 'waiting' | 'answered' | 'expired';
			answer: Generated<string>;
			article_id: string | null;
			answered_by: string | null;
			asked_at: Date;
			expires_at: Date;
			answered_at: Date | null;
		};
		conversation_links: {
			id: string;
			conversation_id: string;
			type: string;
			ref: string;
			label: string;
			url: string | null;
			at: Date;
		};
	}
}
