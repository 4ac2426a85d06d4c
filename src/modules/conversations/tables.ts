import type { Json } from '#core/tables.ts';

export type Author = 'customer' | 'assistant' | 'agent' | 'system';

/** What the customer had asked and seen before writing, so that nobody has to ask again. */
export type Seen = { question?: string; question_id?: string; articles: { id: string; title: string; url: string }[] };

/** With the address they gave for the answer, by the id of the identity. */
type Context = Seen & { identity_id?: string };

declare module '#core/db.ts' {
	interface Tables {
		conversations: {
			id: string;
			customer_id: string;
			subject: string;
			status: 'open' | 'closed';
			lang: string;
			channel: string;
			context: Json<Context>;
			created_at: Date;
			updated_at: Date;
		};
		messages: { id: string; conversation_id: string; author: Author; text: string; at: Date };
	}
}
