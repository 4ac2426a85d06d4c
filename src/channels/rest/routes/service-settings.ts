import { z } from 'zod';
import type { App } from '#app';
import type { Actor } from '#core/access.ts';
import { defaultLang } from '#core/brand.ts';
import { contentSchema } from '#journeys/settings/content.ts';
import { discardDraft, saveDraft } from '#journeys/settings/drafts.ts';
import { readFunnel } from '#journeys/settings/funnel.ts';
import { orderServices, switchService } from '#journeys/settings/offers.ts';
import { A_MONTH_MS, type ListedService, listServiceSettings, readServiceSettings } from '#journeys/settings/read.ts';
import { makeLive, returnTo, shareVersion, stopVersion } from '#journeys/settings/stages.ts';
import { inWords } from '#journeys/wording.ts';
import { memberNames } from '#modules/staff/index.ts';
import { command, read, write } from '../route.ts';
import { instantSchema, langSchema } from '../schemas.ts';
import { counted, funnel, presentFunnel, presentSettings, serviceSettings, stage } from './service-settings-shapes.ts';

const TAG = 'Services';
const ALL = '/service-settings';
const ONE = `${ALL}/{service}`;
const VERSION = `${ONE}/versions/{version}`;

const service = z.string().max(60);
const params = z.object({ service });
const versionParams = z.object({ service, version: z.coerce.number().int().min(1).max(1_000_000) });
const query = z.object({ lang: langSchema.optional() });

const listed = z.object({
	service: z.string(),
	title: z.string(),
	off: z.boolean(),
	stages: z
		.array(stage)
		.meta({ description: 'The draft, the version that is shared and the one in force, where there are' }),
	completion: counted.meta({ description: 'Of journeys begun in the last 30 days' }),
});

export const presentListed = ({ say }: App, { title, ...rest }: ListedService, lang: string) => ({
	...rest,
	title: inWords(say, { words: title }, lang),
});

export const serviceSettingRoutes = [
	read({
		method: 'GET',
		path: ALL,
		tag: TAG,
		summary: 'All services in their order, offered or not, with how journeys fared',
		access: 'services:read',
		query,
		reply: z.object({ items: z.array(listed), next_cursor: z.null() }),
		handle: async ({ app, actor, query: { lang = app.settings.get(defaultLang) } }) => {
			const all = await listServiceSettings({ app, db: app.database.db, actor, now: app.clock() });
			return { items: all.map((one) => presentListed(app, one, lang)), next_cursor: null };
		},
	}),
	command({
		method: 'PUT',
		path: `${ALL}/order`,
		tag: TAG,
		summary: 'Put all services into this order, at once',
		access: 'services:write',
		body: z.strictObject({ services: z.array(service).max(500) }),
		handle: (tx, { app, actor, body }) => orderServices(app, tx, actor, body.services),
	}),
	read({
		method: 'GET',
		path: ONE,
		tag: TAG,
		summary: 'What may be set of a service, and what was: newest version first',
		access: 'services:read',
		params,
		query,
		reply: serviceSettings,
		handle: async ({ app, actor, params: { service: id }, query: { lang = app.settings.get(defaultLang) } }) =>
			settingsFor({ app, actor }, id, lang),
	}),
	read({
		method: 'GET',
		path: `${ONE}/funnel`,
		tag: TAG,
		summary: 'At which questions journeys had trouble or stopped',
		access: 'services:read',
		params,
		query: query.extend({
			from: instantSchema.optional().meta({ description: '30 days ago unless given' }),
			to: instantSchema.optional().meta({ description: 'Now unless given' }),
			channel: z.string().max(60).optional(),
			of_lang: langSchema.optional().meta({ description: 'Only journeys in this language' }),
		}),
		reply: funnel,
		handle: async ({ app, actor, params: { service: id }, query: filter }) => funnelFor({ app, actor }, id, filter),
	}),
	command({
		method: 'PUT',
		path: `${ONE}/offer`,
		tag: TAG,
		summary: 'Offer it or not, at once; what was begun may be finished',
		access: 'services:write',
		params,
		body: z.strictObject({ off: z.boolean() }),
		handle: (tx, { app, actor, params: { service: id }, body: { off } }) =>
			switchService(app, tx, actor, { service: id, off }),
	}),
	write({
		method: 'PUT',
		path: `${ONE}/draft`,
		tag: TAG,
		summary: 'Write the draft, all of it; no customer has it yet',
		access: 'services:write',
		params,
		body: contentSchema,
		reply: z.object({ version: z.number() }),
		handle: (tx, { app, actor, params: { service: id }, body: content }) =>
			saveDraft(app, tx, actor, { service: id, content }),
	}),
	command({
		method: 'DELETE',
		path: `${ONE}/draft`,
		tag: TAG,
		summary: 'Throw the draft away',
		access: 'services:write',
		params,
		handle: (tx, { app, actor, params: { service: id } }) => discardDraft(app, tx, actor, id),
	}),
	command({
		method: 'POST',
		path: `${VERSION}/share`,
		tag: TAG,
		summary: 'Give a draft to some customers, always the same ones; or change to how many',
		access: 'services:write',
		params: versionParams,
		body: z
			.strictObject({ share: z.int().min(1).max(99).default(10).meta({ description: 'Of a hundred' }) })
			.prefault({}),
		handle: (tx, { app, actor, params: of, body: { share } }) => shareVersion(app, tx, actor, { ...of, share }),
	}),
	command({
		method: 'POST',
		path: `${VERSION}/all`,
		tag: TAG,
		summary: 'Give it to everybody who begins from now on',
		access: 'services:write',
		params: versionParams,
		handle: (tx, { app, actor, params: of }) => makeLive(app, tx, actor, of),
	}),
	command({
		method: 'POST',
		path: `${VERSION}/stop`,
		tag: TAG,
		summary: 'Stop sharing it; what was begun with it is finished with it',
		access: 'services:write',
		params: versionParams,
		handle: (tx, { app, actor, params: of }) => stopVersion(app, tx, actor, of),
	}),
	write({
		method: 'POST',
		path: `${ONE}/return`,
		tag: TAG,
		summary: 'What an older version says holds again, for everybody, as a new version; 0 is as declared',
		access: 'services:write',
		params,
		body: z.strictObject({ version: z.int().min(0).max(1_000_000) }),
		reply: z.object({ version: z.number() }),
		handle: (tx, { app, actor, params: { service: id }, body: { version } }) =>
			returnTo(app, tx, actor, { service: id, version }),
	}),
];

type Looking = { app: App; actor: Actor };
type Filter = {
	lang?: string | undefined;
	of_lang?: string | undefined;
	channel?: string | undefined;
	from?: Date | undefined;
	to?: Date | undefined;
};

/** For the page of it as well. */
export async function settingsFor({ app, actor }: Looking, id: string, lang: string) {
	const { db } = app.database;
	const settings = await readServiceSettings({ app, db, actor, now: app.clock() }, id);
	const names = await memberNames(db, settings.versions.flatMap(staffIn));
	return presentSettings(app.say, settings, { names, lang });
}

/** For the page of it as well. */
export async function funnelFor({ app, actor }: Looking, id: string, { lang, of_lang, channel, from, to }: Filter) {
	const now = app.clock();
	const range = { from: from ?? new Date(now.getTime() - A_MONTH_MS), to: to ?? now };
	const found = await readFunnel(app, app.database.db, actor, { service: id, channel, lang: of_lang, ...range });
	return presentFunnel(app.say, found, lang ?? app.settings.get(defaultLang));
}

const staffIn = ({ made_by: { kind, id } }: { made_by: { kind: string; id: string } }) =>
	kind === 'staff' ? [id] : [];
