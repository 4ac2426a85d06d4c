import type { CallToolResult, Tool as Listed } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { App } from '#app';
import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import type { Limit } from '#core/limits.ts';
import { refuseWrong } from './tool-errors.ts';
import type { Form, Reply } from './questions.ts';

/** Who calls a tool, and what a tool may do for them. */
export type Call = {
	app: App;
	actor: Actor;
	address: string;
	/** What their program says they read; nothing where it does not say. */
	lang: string | undefined;
	/** Scheme and host of links. */
	origin: string;
	/** Who it is by now: a question may have been open for minutes. */
	again(): Promise<Actor>;
	/** One act in one transaction; those of one customer one after the other. */
	act<T>(act: (tx: Tx) => Promise<T>): Promise<T>;
	/** Counts what costs, across all processes. */
	spend(limit: Limit & { by?: 'address' }): Promise<void>;
	/** Asks the customer, past the model; nothing where their program cannot show it. */
	ask?: ((form: Form) => Promise<Reply>) | undefined;
	/** Says how far it is, so that nobody takes the waiting for an end. */
	progress(done: number, of: number): Promise<void>;
};

export type Tool = {
	name: string;
	/** What a model and its person are shown of it. */
	describe(app: App, lang: string): Omit<Listed, 'name'>;
	/** Reads its own arguments. */
	call(call: Call, args: unknown): Promise<CallToolResult>;
};

type Made<I, O> = {
	name: string;
	title: string;
	description: string;
	input: z.ZodType<I>;
	output?: z.ZodType<O>;
	/** Changes nothing. */
	reads?: true;
	run(call: Call, input: I): Promise<{ text: string; data?: O; links?: readonly Link[] }>;
};

export type Link = { uri: string; name: string; title?: string; description?: string; mimeType?: string };

/** A tool whose arguments and reply are known where it is written. */
export function tool<I, O = never>({ name, title, description, input, output, reads, run }: Made<I, O>): Tool {
	const described = {
		title,
		description,
		inputSchema: schemaOf(input, 'input'),
		...(output && { outputSchema: schemaOf(output, 'output') }),
		annotations: { readOnlyHint: reads === true, destructiveHint: false, openWorldHint: false },
	};
	return {
		name,
		describe: () => described,
		call: async (call, args) => {
			const read = input.safeParse(args ?? {});
			if (!read.success) return refuseWrong(read.error);
			return replyOf(await run(call, read.data));
		},
	};
}

export function replyOf({ text, data, links = [] }: { text: string; data?: unknown; links?: readonly Link[] }) {
	const content: CallToolResult['content'] = [
		{ type: 'text', text },
		...links.map((link) => ({ type: 'resource_link' as const, ...link })),
	];
	return data === undefined ? { content } : { content, structuredContent: { ...data } };
}

/** MCP wants an object at the root; the dialect is the one it takes anyway. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Listed['inputSchema'] {
	const { $schema: _, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
	return { ...made, type: 'object' } as Listed['inputSchema'];
}
