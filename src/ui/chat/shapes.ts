import type { PresentedTurn } from '#journeys/present-turn.ts';

/** What the API says of a conversation to its customer; see channels/rest/conversation-shapes.ts. */
export type Message = {
	/** Sorts by the order in which things were said. */
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
	outcome?: string;
	question_id?: string;
	citations?: { article_id: string; title: string; url: string; quote: string }[];
	layout?: Layout;
	choices?: { article_id: string; title: string; url: string }[];
	notice?: { code: string; name?: string; until?: string };
	/** How a service stood when this was said. */
	journey?: Service;
	attachments: FileFacts[];
};

export type Service = PresentedTurn;

type Shape = NonNullable<Service['ask']>['shape'];
/** A question of that shape. */
export type AskedAs<Kind extends Shape['kind']> = Extract<Shape, { kind: Kind }>;

export type Layout = {
	format: 'steps' | 'list' | 'table' | 'row';
	parts: string[];
	intro?: string;
	head?: string[];
};

export type FileFacts = {
	id: string;
	name: string;
	mime: string;
	bytes: number;
	url: string;
	width?: number;
	height?: number;
};

export type Packet = {
	goal: string;
	note: string;
	answers: { name: string; value: string }[];
	articles: { id: string; title: string; url: string; result: 'shown' | 'helped' | 'rejected' }[];
	steps: { asked: string; outcome: 'answer' | 'choices' | 'service' | 'unsure'; solved: boolean | null }[];
	next_step:
		'ask_what' | 'answer_first' | 'answer' | 'check_answer' | 'check_article' | 'choose_reading' | 'reply_by_email';
	customer: { identities: { kind: string; value: string }[] };
};

/** What a stream tells of a conversation beside its messages. */
export type Standing = {
	version: number;
	status: 'open' | 'closed';
	holder: 'assistant' | 'team';
	assignee: string | null;
	read: { customer_got: string | null; customer: string | null; team: string | null };
	handoff: { id: string; state: 'waiting' | 'taken' | 'returned' | 'closed' } | null;
	packet?: Packet | null;
	promises: Promised[];
};

/** A commitment with a clock. */
export type Promised = { id: string; kind: string; state: string; due_at: string };

export type Conversation = Standing & {
	id: string;
	subject: string;
	messages: Message[];
	more: boolean;
	identities: { kind: string; value: string }[];
};

export type Summary = {
	id: string;
	subject: string;
	status: 'open' | 'closed';
	holder: 'assistant' | 'team';
	last_message_at: string;
};

/** With what a customer comes to the chat; it goes along. */
export type Seen = { question?: string; question_id?: string; articles?: string[] };

/** Why something was refused; `status` 0: the network is away. */
export type Refusal = { status: number; code: string; wait: number };
