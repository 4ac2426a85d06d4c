import type { HandoffReason, MessageRow, Packet } from '#modules/conversations/index.ts';

export type { Packet };
export type Tag = { id: string; name: string; colour: string };

type Parts = MessageRow['parts'];

export type Attachment = {
	id: string;
	name: string;
	mime: string;
	bytes: number;
	url: string;
	width?: number;
	height?: number;
};

/** As the API tells it; `superseded` only in streams. */
export type Message = Pick<Parts, 'citations' | 'choices' | 'journey' | 'notice' | 'outcome' | 'question_id'> & {
	id: string;
	author: 'customer' | 'assistant' | 'agent' | 'system';
	kind: 'message' | 'note' | 'notice';
	text: string;
	name: string | null;
	at: string;
	version: number;
	client_id: string | null;
	edited_at: string | null;
	withdrawn: boolean;
	superseded: boolean;
	attachments: Attachment[];
};

export type Handoff = { id: string; state: 'waiting' | 'taken' | 'returned' | 'closed'; reason: HandoffReason };
export type Promised = {
	id: string;
	kind: 'first_response' | 'next_response' | 'resolution' | 'call_back' | 'custom';
	state: 'running' | 'paused' | 'kept' | 'broken' | 'cancelled';
	due_at: string;
	started_at: string;
	done_at: string | null;
};
export type Feedback = {
	solved: boolean;
	steps: { answer?: boolean | undefined; handover?: boolean | undefined; agent?: boolean | undefined };
	reasons: string[];
	text: string;
	at: string;
};
export type Read = { customer_got: string | null; customer: string | null; team: string | null };

/** What its stream tells anew whenever it changes. */
export type Standing = {
	version: number;
	status: 'open' | 'closed';
	holder: 'assistant' | 'team';
	assignee_id: string | null;
	assignee: string | null;
	waiting_since: string | null;
	snoozed_until: string | null;
	read: Read;
	promises: Promised[];
};

export type Link = { id: string; type: string; ref: string; label: string; url: string | null; at: string };

export type Conversation = Standing & {
	id: string;
	subject: string;
	reference: string;
	lang: string;
	channel: string;
	customer_id: string;
	created_at: string;
	seen: {
		question?: string;
		question_id?: string;
		articles: { id: string; title: string; url: string }[];
		time_zone?: string;
	};
	identities: { kind: string; value: string; level: string }[];
	groups: string[];
	messages: Message[];
	more: boolean;
	handoff: Handoff | null;
	packet?: Packet;
	links: Link[];
	feedback: Feedback[];
	follows_id: string | null;
};

export type Sorting = { tags: Tag[]; team: { id: string; name: string } | null };

/** What the assistant wants to know from a colleague. */
export type ColleagueQuestion = {
	id: string;
	conversation_id: string;
	subject: string;
	text: string;
	lang: string;
	options: { article_id: string; title: string }[];
	asked_at: string;
	expires_at: string;
};

/** Somebody of the team, to assign to or to mention. */
export type Colleague = { id: string; name: string };

/** In a model's words; `doubt` where it shows that they do not fit. */
export type Translated = { text: string; doubt: 'language' | 'numbers' | 'length' | null };
