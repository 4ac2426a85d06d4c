import { defaultLang } from '#core/brand.ts';
import type { Db, Tx } from '#core/db.ts';
import type { StoredEvent } from '#core/events/define.ts';
import { type Say, uiLang } from '#core/i18n/say.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Settings } from '#core/settings.ts';
import type { Transact } from '#core/transaction.ts';
import {
	visitBooked,
	visitCancelled,
	visitDone,
	type VisitFacts,
	visitFacts,
	visitMoved,
} from '#modules/bookings/index.ts';
import { entryAddress } from '#modules/customers/index.ts';
import { mayWrite } from './may-write.ts';
import { notify } from './notify.ts';

export type VisitApp = {
	database: { db: Db };
	transact: Transact;
	origin(): string;
	settings: Settings;
	secrets: Secrets;
	say: Say;
};

/** Tells whoever booked a visit how it stands now, once for each change: of several at once only the last is told. */
export const noticeOfVisit = {
	how: 'act' as const,
	name: 'notice-of-visit',
	// Read when the app is put together, as that of a conversation.
	get events() {
		return [visitBooked, visitMoved, visitCancelled, visitDone];
	},
	handle: async (app: VisitApp, { subject_id: id }: StoredEvent) => {
		await app.transact(async (tx) => {
			const visit = await factsOf(app, tx, id);
			const template = visit && templateFor(visit);
			if (visit && template) await writeOfVisit(app, tx, visit, template);
		});
	},
};

export const factsOf = ({ say, settings }: VisitApp, tx: Tx, id: string) =>
	visitFacts(tx, id, { say, fallbackLang: settings.get(defaultLang) });

function templateFor({ state, version, rating }: VisitFacts) {
	if (state === 'cancelled') return 'visit_cancelled';
	if (state === 'done' && !rating) return 'visit_done';
	if (state !== 'booked') return undefined;
	return version === 1 ? 'visit_booked' : 'visit_moved';
}

type VisitTemplate = NonNullable<ReturnType<typeof templateFor>> | 'visit_reminder';

const DAY_MS = 86_400_000;

/** An address that was shown to be theirs is always written to; anybody may have typed any other. */
export async function writeOfVisit(app: VisitApp, tx: Tx, visit: VisitFacts, template: VisitTemplate): Promise<void> {
	const { id, version, code, title, zone, address, email, written_in: lang, customer_id: customer } = visit;
	if (!visit.proven && !(await mayWrite(tx, email))) return;
	const link = await entryAddress(tx, {
		customer,
		email,
		about: { type: 'visit', id },
		lang,
		origin: app.origin(),
		secrets: app.secrets,
		until: new Date(visit.ends_at.getTime() + DAY_MS),
	});
	await notify(tx, {
		template,
		channel: 'email',
		to: email,
		lang,
		customer,
		args: {
			visit: id,
			version,
			code,
			title,
			zone,
			address,
			changed_at: visit.updated_at.toISOString(),
			starts_at: visit.starts_at.toISOString(),
			ends_at: visit.ends_at.toISOString(),
			window_from: visit.window_from.toISOString(),
			window_until: visit.window_until.toISOString(),
			url: link,
			book_url: `${app.origin()}/${uiLang(lang)}/services/book-visit`,
		},
		dedupeKey: keyOf(template, visit),
	});
}

/** How it went is asked once, though the team may mend what became of it. */
function keyOf(template: VisitTemplate, { id, version }: VisitFacts): string {
	if (template === 'visit_done') return `${template}:${id}`;
	return `${template === 'visit_reminder' ? template : 'visit'}:${id}:${version}`;
}
