import { defaultLang } from '#core/brand.ts';
import type { Db } from '#core/db.ts';
import { OWNER } from '#core/delivery.ts';
import type { StoredEvent } from '#core/events/define.ts';
import type { Settings } from '#core/settings.ts';
import type { Clock } from '#core/time.ts';
import type { Transact } from '#core/transaction.ts';
import { timeZone } from '#core/zone.ts';
import {
	promiseBroken,
	promiseEscalated,
	promiseFacts,
	type PromiseFacts,
	type PromiseSubjects,
	type Tell,
	TELLS,
} from '#modules/promises/index.ts';
import { answeringMembers, memberAddresses } from '#modules/staff/index.ts';
import { notify } from './notify.ts';

type PromiseApp = {
	database: { db: Db };
	transact: Transact;
	clock: Clock;
	origin(): string;
	settings: Settings;
	promiseSubjects: PromiseSubjects;
};

/** Tells whom the ladder names that a promise runs out or is broken, unless it was done before the mail was written. */
export const noticeOfPromise = {
	how: 'act' as const,
	name: 'notice-of-promise',
	events: [promiseEscalated, promiseBroken],
	handle: async (app: PromiseApp, event: StoredEvent) => {
		const { db } = app.database;
		const facts = await promiseFacts(db, app.promiseSubjects, event.subject_id, app.clock());
		const isBreach = event.name === promiseBroken.name;
		if (!facts || facts.is_done || facts.state !== (isBreach ? 'broken' : 'running')) return;
		const tell = isBreach ? facts.last : TELLS.find((one) => one === event.payload.tell);
		const recipients = await recipientsOf(db, facts, tell ?? 'owner');
		await write(app, facts, { recipients, isBreach, key: event.id });
	},
};

type Recipient = { email: string; lang: string | null };

/** Where nobody looks after it, or nobody is on the team yet, the owner is told. */
async function recipientsOf(db: Db, { assignee }: PromiseFacts, tell: Tell): Promise<Recipient[]> {
	const team = tell === 'team' ? await answeringMembers(db) : [];
	const members = tell === 'assignee' && assignee ? [assignee] : team;
	const found = [...(await memberAddresses(db, members)).values()];
	return found.length > 0 ? found : [{ email: OWNER, lang: null }];
}

async function write(
	{ transact, settings, origin }: PromiseApp,
	{ kind, due_at, minutes_left, page }: PromiseFacts,
	{ recipients, isBreach, key }: { recipients: readonly Recipient[]; isBreach: boolean; key: string },
): Promise<void> {
	const url = `${origin()}${page ?? '/console/promises'}`;
	const args = { kind, due_at: due_at.toISOString(), zone: settings.get(timeZone), url };
	await transact(async (tx) => {
		for (const { email, lang } of recipients) {
			const mail = {
				channel: 'email' as const,
				to: email,
				lang: lang ?? settings.get(defaultLang),
				dedupeKey: `promise:${key}:${email}`,
			};
			if (isBreach) await notify(tx, { ...mail, template: 'promise_broken', args });
			else await notify(tx, { ...mail, template: 'promise_runs_out', args: { ...args, minutes: minutes_left } });
		}
	});
}
