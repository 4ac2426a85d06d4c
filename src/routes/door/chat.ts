import { brandName } from '#core/brand.ts';
import type { MessageKey, UiLang } from '#core/i18n/say.ts';
import { TEXTS } from '#core/i18n/texts.ts';
import { presentConversation, presentSummary } from '#channels/rest/conversation-shapes.ts';
import { mostAsked } from '#modules/assistant/index.ts';
import { getConversation, listConversations } from '#modules/conversations/index.ts';
import { articleCards } from '#modules/knowledge/index.ts';
import type { ChatData } from '#ui/chat/chat-data.ts';
import { readerOf } from './reader.ts';
import { sayIn } from './wording.ts';

const MONTH_MS = 30 * 86_400_000;
const FEWEST_ASKED = 3;
const TO_BEGIN_WITH = 3;
const MOST_LISTED = 50;

/** All that the chat shows at first: the conversation of that id, or the visitor's only one, or none. */
export async function chatData(
	locals: App.Locals,
	{
		id,
		isNew = false,
		place,
		seen = {},
	}: { id?: string; isNew?: boolean; place: ChatData['place']; seen?: ChatData['seen'] },
): Promise<ChatData> {
	const { app, lang } = locals;
	const { db } = app.database;
	const actor = await locals.visitor();
	const isKnown = actor.kind === 'customer' && actor.id !== '';
	const list = isKnown ? await listConversations(db, actor, { limit: MOST_LISTED }) : [];
	const only = list.length === 1 && !isNew && !came(seen) ? list[0]?.id : undefined;
	const shown = id ?? only;
	return {
		lang,
		texts: chatTexts(locals),
		brand: app.settings.get(brandName),
		place,
		isKnown,
		conversation: shown ? presentConversation(await getConversation(db, actor, shown, app.clock())) : null,
		list: isNew || came(seen) ? [] : list.map(presentSummary),
		popular: await popularIn(locals),
		seen,
	};
}

const came = (seen: ChatData['seen']) => Object.keys(seen).length > 0;

/** What is asked most, by the titles of what answers it. */
async function popularIn(locals: App.Locals): Promise<{ title: string }[]> {
	const { db, lang, prefer } = readerOf(locals);
	const since = new Date(locals.app.clock().getTime() - MONTH_MS);
	const asked = await mostAsked(db, { lang, since, atLeast: FEWEST_ASKED, limit: TO_BEGIN_WITH });
	return (await articleCards(db, asked, prefer)).map(({ title }) => ({ title }));
}

const OTHERS: readonly MessageKey[] = [
	'site_from_article',
	'identity_sign_in',
	'journey_all_times',
	'journey_back',
	'journey_change',
	'journey_change_what',
	'journey_choose_up_to',
	'journey_continue',
	'journey_day',
	'journey_go_on',
	'journey_narrowed',
	'journey_reference',
	'journey_skip',
	'journey_step',
	'journey_stop',
	'journey_time_zone',
	'journey_undo',
	'journey_undo_late',
	'journey_undo_until',
	'journey_undone',
];
const KEYS = (Object.keys(TEXTS.en) as MessageKey[]).filter((key) => key.startsWith('chat_')).concat(OTHERS);

/** The texts of the chat alone, with `{name}` where values go: a whole language would weigh more than the chat. */
function chatTexts({ app: { settings }, lang }: App.Locals): Record<string, string> {
	const say = sayIn(lang, settings);
	// Each value is said as its own name.
	const names = new Proxy({}, { get: (_, name) => `{${String(name)}}` });
	return Object.fromEntries(KEYS.map((key) => [key, say(key, names as Parameters<typeof say>[1] & UiLang)]));
}
