import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { UI_LANGS } from '#core/i18n/say.ts';
import type { Asking, Definition } from '../definition.ts';
import type { JourneyApp } from '../run.ts';
import { inWords, type Wording } from '../wording.ts';
import { completionOf, type Counted, NONE } from './completion.ts';
import { inOrder } from './in-order.ts';
import { declaredIn, declaredService, type Version } from './lock.ts';
import { placesIn, type TextPlace } from './places.ts';
import { canReadServices } from './policy.ts';
import type { SettingsState } from './tables.ts';

export const A_MONTH_MS = 30 * 86_400_000;
const MOST_VERSIONS = 100;

type Stage = { version: number; state: SettingsState; share: number };
export type ListedService = {
	service: string;
	title: Wording;
	off: boolean;
	stages: Stage[];
	/** Of the last thirty days. */
	completion: Counted;
};

type Looking = { app: Pick<JourneyApp, 'services'>; db: Db; actor: Actor; now: Date };

/** All services, offered or not, in the owner's order. */
export async function listServiceSettings({ app, db, actor, now }: Looking): Promise<ListedService[]> {
	authorise(canReadServices(actor), actor);
	const offers = await db.selectFrom('offered_services').select(['service', 'is_off', 'position']).execute();
	const stages = await db
		.selectFrom('service_settings')
		.select(['service', 'version', 'state', 'share'])
		.where('state', 'in', ['draft', 'shared', 'live'])
		.execute();
	const counted = await completionOf(db, { from: new Date(now.getTime() - A_MONTH_MS), to: now });
	return inOrder([...declaredIn(app.services).keys()], offers).map((service) => ({
		service,
		title: (app.services.get(service) ?? declaredService(app.services, service)).title,
		off: offers.find((offer) => offer.service === service)?.is_off ?? false,
		stages: stages.flatMap(({ service: of, ...stage }) => (of === service ? [stage] : [])),
		completion: counted.get(service) ?? NONE,
	}));
}

/** A text that may be put otherwise, as declared, by language. */
export type OriginalText = { place: string; texts: Record<string, string> };
export type ServiceSettings = {
	declared: Definition;
	off: boolean;
	texts: OriginalText[];
	/** Newest first. */
	versions: Version[];
};

/** One service: what may be set of it, and what was. Throws `not_found`. */
export async function readServiceSettings(
	{ app, db, actor, now }: Looking & { app: JourneyApp },
	service: string,
): Promise<ServiceSettings> {
	authorise(canReadServices(actor), actor);
	const declared = declaredService(app.services, service);
	const offer = await db
		.selectFrom('offered_services')
		.select('is_off')
		.where('service', '=', service)
		.executeTakeFirst();
	const versions = await db
		.selectFrom('service_settings')
		.selectAll()
		.where('service', '=', service)
		.orderBy('version', 'desc')
		.limit(MOST_VERSIONS)
		.execute();
	const texts = await Promise.all(
		placesIn(declared).map((place) => original(place, { app, db, actor, now, declared })),
	);
	return { declared, off: offer?.is_off ?? false, texts, versions };
}

type Original = Looking & { app: JourneyApp; declared: Definition };

async function original(place: TextPlace, looking: Original): Promise<OriginalText> {
	const texts: Record<string, string> = {};
	for (const lang of UI_LANGS) {
		const { say } = looking.app;
		texts[lang] = 'words' in place ? inWords(say, { words: place.words }, lang) : await labelOf(place, lang, looking);
	}
	return { place: place.place, texts };
}

/** Of a closed set, whose labels hang on nothing but the language. */
async function labelOf(
	{ step, value }: Extract<TextPlace, { value: string }>,
	lang: string,
	{ app, db, actor, now, declared: { rules } }: Original,
): Promise<string> {
	const nobody = { db, actor, customer: '', channel: 'web', zone: 'UTC', now, answers: {}, rules, lang, say: app.say };
	const asking: Asking = { ...nobody, once: (_, read) => read() };
	const shape = await step.field.shape(asking);
	return shape.kind === 'choice' ? (shape.options.find((option) => option.value === value)?.label ?? value) : value;
}
