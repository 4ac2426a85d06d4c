import { conversationOpened } from './conversation-opened.ts';
import { conversationReceived } from './conversation-received.ts';

/** Every message the program can write, by the name that its rows carry. */
export const TEMPLATES = {
	conversation_opened: conversationOpened,
	conversation_received: conversationReceived,
} as const;

export type TemplateName = keyof typeof TEMPLATES;
export type TemplateArgs<T extends TemplateName> = Parameters<(typeof TEMPLATES)[T]['subject']>[1];
