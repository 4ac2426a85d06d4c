import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
	CallToolRequestSchema,
	ListResourcesRequestSchema,
	ListResourceTemplatesRequestSchema,
	ListToolsRequestSchema,
	ReadResourceRequestSchema,
	type RequestId,
} from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import type { App } from '#app';
import type { Actor } from '#core/access.ts';
import { brandName, defaultLang } from '#core/brand.ts';
import type { inLine } from '#core/in-line.ts';
import { type floodGate, spend, spendByBoth } from '#core/limits.ts';
import { retryOnce } from '#core/transaction.ts';
import { ARTICLE_TEMPLATE, readResource } from './articles.ts';
import type { Questions } from './questions.ts';
import type { Call } from './tool.ts';
import { failed, refused } from './tool-errors.ts';
import { toolOfBegun, toolsOf } from './tools.ts';

export type Connection = {
	app: App;
	questions: Questions;
	inLine: ReturnType<typeof inLine>;
	refuseFlood: ReturnType<typeof floodGate>;
	actor: Actor;
	address: string;
	again(): Promise<Actor>;
	lang: string | undefined;
	origin: string;
	canAsk: boolean;
	/** The client has gone. */
	left: AbortSignal;
};

const INSTRUCTIONS = [
	'You act for one customer of this business.',
	'For a question use ask, and cite the articles it answers with; search finds articles.',
	'To get something done call the tool of that service with what the customer has said, and nothing made up; it tells what is still missing.',
	'Show the customer the receipt, and send confirm: true only once they have agreed to it.',
	'Where nothing else helps, or where they ask for it, talk_to_a_person.',
].join(' ');

// Making one takes longer than most calls, and it checks nothing that the engine does not check itself.
const validator = new AjvJsonSchemaValidator();

/** The tools and articles as one caller may use them, for one request. */
export function serverFor(connection: Connection): Server {
	const { app, actor, origin, lang } = connection;
	const tools = toolsOf(app, actor);
	const shown = lang ?? app.settings.get(defaultLang);
	const server = new Server(
		{ name: 'saunders', title: app.settings.get(brandName), version: '1', websiteUrl: origin },
		{ capabilities: { tools: {}, resources: {} }, instructions: INSTRUCTIONS, jsonSchemaValidator: validator },
	);
	server.setRequestHandler(ListToolsRequestSchema, () => ({
		tools: [...tools.values()].map(({ name, describe }) => ({ name, ...describe(app, shown) })),
	}));
	server.setRequestHandler(CallToolRequestSchema, async ({ params }, { requestId, _meta, sendNotification }) => {
		const tool = tools.get(params.name) ?? toolOfBegun(app.services, params.name, params.arguments ?? {});
		if (!tool) return refused(`There is no tool ${params.name}. There are: ${[...tools.keys()].join(', ')}.`);
		const progress = async (done: number, total: number) => {
			const progressToken = _meta?.progressToken;
			if (progressToken === undefined) return;
			await sendNotification({ method: 'notifications/progress', params: { progressToken, progress: done, total } });
		};
		const call = callOf(connection, server.transport, requestId, progress);
		return tool.call(call, params.arguments).catch((error: unknown) => failed(app, origin, error));
	});
	server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources: [] }));
	server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: [ARTICLE_TEMPLATE] }));
	server.setRequestHandler(ReadResourceRequestSchema, ({ params }) => readResource({ app, origin }, params.uri, lang));
	return server;
}

function callOf(
	{ app, actor, address, again, lang, origin, questions, inLine, refuseFlood, canAsk, left }: Connection,
	transport: Transport | undefined,
	relatedRequestId: RequestId,
	progress: Call['progress'],
): Call {
	return {
		app,
		actor,
		address,
		again,
		lang,
		origin,
		progress,
		act: (act) => inLine(actor.id || address, () => retryOnce(() => app.transact(act))),
		spend: async (limit) => {
			const { db } = app.database;
			if (!actor.vouched) refuseFlood(limit, actor.id || address);
			if (limit.by === 'address') return spend(db, limit, address);
			await spendByBoth(db, limit, { id: actor.id, address, vouched: actor.vouched ?? false });
		},
		...(canAsk &&
			transport && {
				ask: (form) =>
					questions.ask({
						form,
						of: actor.id,
						left,
						send: (message) => transport.send(message, { relatedRequestId }),
					}),
			}),
	};
}
