import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';

export const conversationOpened = defineEvent({
	name: 'conversation.opened',
	v: 1,
	subject: 'conversation',
	payload: z.strictObject({ question_id: z.string().optional(), articles: z.array(z.string()) }),
});

export const messageWritten = defineEvent({
	name: 'conversation.message_written',
	v: 1,
	subject: 'conversation',
	payload: z.strictObject({ message_id: z.string(), author: z.enum(['customer', 'assistant', 'agent', 'system']) }),
});

export const conversationEvents = [conversationOpened, messageWritten] as const;
