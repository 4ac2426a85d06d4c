import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
	ElicitRequestSchema,
	type ElicitRequestFormParams,
	type ElicitResult,
} from '@modelcontextprotocol/sdk/types.js';

type Options = {
	/** Of the customer it acts for; nobody without. */
	token?: string;
	/** Answers what the customer is asked, who is otherwise not asked. */
	asked?: (form: ElicitRequestFormParams) => ElicitResult | Promise<ElicitResult>;
	/** Where each request goes: to one process, or to several by turns. */
	fetch?: typeof fetch;
};

export type Agent = {
	client: Client;
	/** What a tool answers: the words for the model, and the data. */
	use(tool: string, args?: object): Promise<Used>;
	leave(): Promise<void>;
};
// What comes back is checked by the tests themselves.
type Used = { text: string; data: ReturnType<typeof JSON.parse>; failed: boolean; links: string[] };

/** A program that acts for a customer, as everybody writes one. */
export async function agentAt(origin: string, { token, asked, fetch: send }: Options = {}): Promise<Agent> {
	const client = new Client(
		{ name: 'agent', version: '1' },
		{ capabilities: asked ? { elicitation: { form: {} } } : {} },
	);
	if (asked) client.setRequestHandler(ElicitRequestSchema, ({ params }) => asked(params as ElicitRequestFormParams));
	const transport = new StreamableHTTPClientTransport(new URL('/mcp', origin), {
		...(token && { requestInit: { headers: { authorization: `Bearer ${token}` } } }),
		...(send && { fetch: send }),
	});
	await client.connect(transport as Parameters<Client['connect']>[0]);
	// What tools answer is checked by the client against what they say they do only once it knows that.
	await client.listTools();
	const use = async (name: string, args: object = {}) => {
		const { content, structuredContent: data, isError } = await client.callTool({ name, arguments: { ...args } });
		const parts = content as { type: string; text?: string; uri?: string }[];
		const text = parts.map((part) => part.text ?? '').join('\n');
		const links = parts.flatMap(({ uri }) => (uri ? [uri] : []));
		return { text, data, failed: isError === true, links };
	};
	return { client, use, leave: () => client.close() };
}
