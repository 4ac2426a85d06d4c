export { eraseConversations } from './erase-conversations.ts';
export { conversationEvents, conversationOpened } from './events.ts';
export { openConversation } from './open.ts';
export { type ConversationFacts, conversationFacts, getConversation, listConversations } from './queries.ts';
export type { Seen } from './tables.ts';
