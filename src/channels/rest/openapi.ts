import { z } from 'zod';
import { isRepeatable, type Route } from './route.ts';
import { API, LONGEST_KEY } from './serve.ts';

type Json = Record<string, unknown>;

const PROBLEM = {
	type: 'object',
	required: ['type', 'title', 'status', 'code'],
	properties: {
		type: { type: 'string' },
		title: { type: 'string' },
		status: { type: 'integer' },
		code: { type: 'string', description: 'Stable; decide by this one' },
		detail: { type: 'string' },
		errors: {
			type: 'array',
			items: {
				type: 'object',
				properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
			},
		},
	},
};

/** The OpenAPI 3.1 document of the routes, made from the very schemas that check the requests. */
export function openApi(routes: readonly Route[], origin: string): Json {
	const paths: Record<string, Json> = {};
	for (const route of routes)
		paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
	return {
		openapi: '3.1.1',
		info: {
			title: 'Saunders',
			version: '1',
			description: 'Find the answer, get the thing done, reach a person.',
			license: { name: 'AGPL-3.0-or-later' },
		},
		servers: [{ url: origin + API }],
		tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
		paths,
		components: {
			schemas: { Problem: PROBLEM },
			securitySchemes: {
				staff_key: { type: 'http', scheme: 'bearer', description: 'A staff key, `sk_…`' },
				customer: { type: 'http', scheme: 'bearer', description: 'A customer session, `ct_…`' },
			},
			responses: {
				Problem: {
					description: 'What went wrong (RFC 9457)',
					content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
				},
			},
		},
	};
}

function operation(route: Route): Json {
	const status = route.status ?? 200;
	const open = route.access === 'anyone';
	return {
		operationId: `${route.method.toLowerCase()}${route.path.replace(/[/{}_-]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
		tags: [route.tag],
		summary: route.summary,
		...(!open && { description: `Needs a key with \`${route.access}\`${route.also ? ` and \`${route.also}\`` : ''}.` }),
		security: open ? [{}, { customer: [] }, { staff_key: [] }] : [{ staff_key: [] }],
		parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query'), ...idempotency(route)],
		...body(route),
		responses: {
			[status]: status === 204 ? { description: 'Done' } : { description: 'Done', content: replyOf(route) },
			default: { $ref: '#/components/responses/Problem' },
		},
	};
}

function replyOf(route: Route): Json {
	if (route.kind === 'read' && route.media) return { [route.media]: { schema: { type: 'string', format: 'binary' } } };
	return { 'application/json': { schema: schemaOf(route.reply, 'output') } };
}

function body(route: Route): Json {
	if (route.kind === 'stream')
		return {
			requestBody: {
				required: true,
				content: Object.fromEntries(
					route.media.map((media) => [media, { schema: { type: 'string', format: 'binary' } }]),
				),
			},
		};
	if (!route.body) return {};
	return {
		requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } },
	};
}

function idempotency(route: Route): Json[] {
	if (!isRepeatable(route)) return [];
	const description = 'Repeats of the same request within 24 hours get the first reply.';
	return [
		{
			name: 'Idempotency-Key',
			in: 'header',
			required: false,
			description,
			schema: { type: 'string', maxLength: LONGEST_KEY },
		},
	];
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
	if (!schema) return [];
	const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
		properties?: Record<string, Json>;
		required?: string[];
	};
	return Object.entries(properties).map(([name, { description, ...rest }]) => ({
		name,
		in: place,
		required: place === 'path' || required.includes(name),
		...(description !== undefined && { description }),
		schema: rest,
	}));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
	const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
	return json;
}
