/** Told in every process when a conversation changed: its id. */
export const CONVERSATION = 'conversation';
/** Told when the assistant owes an answer: the conversation's id. */
export const OWED = 'conversation.owed';
/** Somebody types, or the assistant is saying something: not kept. */
export const PASSING = 'conversation.passing';
/** Members are named in a note: the conversation's id, and who. */
export const MENTIONED = 'conversation.mentioned';
export type Mentioned = { members: readonly string[]; message_id: string };
