import { z } from 'zod';
import { customerIn } from '#core/access.ts';
import { defaultLang } from '#core/brand.ts';
import type { App } from '#app';
import type { Definition } from '#journeys/definition.ts';
import { schemaOf } from '#journeys/json-schema.ts';
import { allOffered, offeredTo } from '#journeys/registry.ts';
import { inWords } from '#journeys/wording.ts';
import { read } from '../route.ts';
import { langSchema } from '../schemas.ts';

const summary = z.object({
	id: z.string(),
	title: z.string(),
	summary: z.string(),
	audience: z.enum(['anonymous', 'claimed', 'verified']).meta({ description: 'How sure we have to be who it is' }),
});

const query = z.object({ lang: langSchema.optional() });

const present = ({ say }: App, { id, title, summary: about, audience }: Definition, lang: string) => ({
	id,
	title: inWords(say, { words: title }, lang),
	summary: inWords(say, { words: about }, lang),
	audience,
});

export const serviceRoutes = [
	read({
		method: 'GET',
		path: '/services',
		tag: 'Services',
		summary: 'What customers can get done',
		access: 'anyone',
		query,
		reply: z.object({ items: z.array(summary) }),
		handle: async ({ app, actor, query: { lang = app.settings.get(defaultLang) } }) => ({
			items: allOffered(app.services, customerIn(actor)).map((definition) => present(app, definition, lang)),
		}),
	}),
	read({
		method: 'GET',
		path: '/services/{id}',
		tag: 'Services',
		summary: 'One service, with its questions as JSON Schema',
		access: 'anyone',
		params: z.object({ id: z.string().max(60) }),
		query,
		reply: summary.extend({
			version: z.number(),
			examples: z.array(z.string()).meta({ description: 'How people ask for it' }),
			schema: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of the answers' }),
		}),
		handle: async ({ app, actor, params: { id }, query: { lang = app.settings.get(defaultLang) } }) => {
			const definition = offeredTo(app.services, id, customerIn(actor));
			return {
				...present(app, definition, lang),
				version: definition.version,
				examples: [...(definition.examples[lang] ?? definition.examples.en ?? [])],
				schema: schemaOf(definition, app.say, lang),
			};
		},
	}),
];
