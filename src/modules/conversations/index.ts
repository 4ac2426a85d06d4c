export { eraseConversations } from './erase-conversations.ts';
export { conversationEvents, conversationOpened } from './events.ts';
export { CONVERSATIONS_AN_HOUR, openConversation } from './open.ts';
export { type ConversationFacts, conversationFacts, getConversation, listConversations } from './queries.ts';
export { seenBefore } from './seen.ts';
export type { Seen } from './tables.ts';
