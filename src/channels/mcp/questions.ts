import { randomUUID } from 'node:crypto';
import {
	type ElicitRequestFormParams,
	ElicitResultSchema,
	type JSONRPCMessage,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { Live } from '#core/live.ts';

export type Form = Pick<ElicitRequestFormParams, 'message' | 'requestedSchema'>;
export type Reply = { action: 'accept' | 'decline' | 'cancel'; content?: Record<string, unknown> | undefined };

type Asking = {
	form: Form;
	/** Of whom it is asked: nobody else answers in their place. */
	of: string;
	send(message: JSONRPCMessage): Promise<void>;
	/** Nobody waits any more. */
	left: AbortSignal;
};

export type Questions = {
	/** Waits for what the customer says to it; saying nothing for long is giving up. */
	ask(asking: Asking): Promise<Reply>;
	/** What a client sends that is an answer, in whichever process it arrives. */
	hear(message: unknown, from: string): void;
};

/** A person reads it, looks something up and types; their program gives up earlier or later by itself. */
const PATIENCE_MS = 10 * 60_000;
const ANSWERED = 'mcp-answer';
const GAVE_UP: Reply = { action: 'cancel' };

const answer = z.object({ id: z.string(), result: z.unknown() });
const told = z.object({ from: z.string(), reply: ElicitResultSchema });

/**
 * Questions that a program puts to its person while a tool runs. The answer comes with a request of its own, which may reach another process than the one
 * that waits: it is told to all, under an id that only this client has seen.
 */
export function openQuestions(live: Live): Questions {
	const waiting = new Map<string, (data: unknown) => void>();
	live.watch(ANSWERED, (id, data) => waiting.get(id)?.(data));
	return {
		ask: async ({ form, of, send, left }) => {
			const id = randomUUID();
			return new Promise<Reply>((resolve, reject) => {
				const end = (reply: Reply) => {
					waiting.delete(id);
					clearTimeout(timer);
					left.removeEventListener('abort', giveUp);
					resolve(reply);
				};
				const giveUp = () => end(GAVE_UP);
				const timer = setTimeout(giveUp, PATIENCE_MS);
				left.addEventListener('abort', giveUp);
				waiting.set(id, (data) => {
					const { data: heard } = told.safeParse(data);
					if (heard?.from === of) end(heard.reply);
				});
				if (left.aborted) return giveUp();
				send({ jsonrpc: '2.0', id, method: 'elicitation/create', params: form }).catch((error: unknown) => {
					giveUp();
					reject(error);
				});
			});
		},
		hear: (message, from) => {
			const { data: heard } = answer.safeParse(message);
			if (!heard) return;
			// A client that answers with an error could not ask.
			const { data: reply = GAVE_UP } = ElicitResultSchema.safeParse(heard.result);
			live.tell(ANSWERED, heard.id, { from, reply });
		},
	};
}
