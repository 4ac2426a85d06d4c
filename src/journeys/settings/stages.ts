import { type Actor, actorStamp, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { checkedContent } from './check-content.ts';
import { NOTHING } from './content.ts';
import { settingsFell, settingsLive, settingsReturned, settingsShared, settingsStopped } from './events.ts';
import {
	changed,
	declaredService,
	lockOffer,
	nextVersion,
	type ServicesApp,
	type Version,
	versionCalled,
	versionIn,
} from './lock.ts';
import { canSetServices } from './policy.ts';
import type { Completion, SettingsState } from './tables.ts';

type Staging = { service: string; version: number };
/** What was counted where the program stops a version by itself. */
export type Fell = { shared: Completion; live: Completion };

/** A draft for so many of a hundred customers, or one that is shared for more or fewer of them. Throws `conflict` where another one is. */
export async function shareVersion(
	app: ServicesApp,
	tx: Tx,
	actor: Actor,
	{ service, version, share }: Staging & { share: number },
): Promise<void> {
	const { offer, row } = await staging(app, tx, actor, { service, version });
	expectState(row, ['draft', 'shared']);
	await refuseSecond(tx, row);
	if (row.state === 'shared' && row.share === share) return;
	checkedContent(declaredService(app.services, service), row.content);
	await change(tx, row, { state: 'shared', share, shared_at: row.shared_at ?? now(tx) });
	await record(tx, actor, settingsShared, { subject: offer.id, payload: { service, version, share } });
	await changed(tx, offer);
}

/** For everybody who begins from now on; the one before it is over. */
export async function makeLive(app: ServicesApp, tx: Tx, actor: Actor, { service, version }: Staging): Promise<void> {
	const { offer, row } = await staging(app, tx, actor, { service, version });
	expectState(row, ['draft', 'shared']);
	await refuseSecond(tx, row);
	checkedContent(declaredService(app.services, service), row.content);
	await endLive(tx, service);
	await change(tx, row, { state: 'live', share: 100, live_at: now(tx) });
	await record(tx, actor, settingsLive, { subject: offer.id, payload: { service, version } });
	await changed(tx, offer);
}

/** Nobody begins with it any more; what was begun with it is finished with it. `fell`: why, where the program does it. */
export async function stopVersion(
	app: ServicesApp,
	tx: Tx,
	actor: Actor,
	{ service, version, fell }: Staging & { fell?: Fell },
): Promise<void> {
	const { offer, row } = await staging(app, tx, actor, { service, version });
	expectState(row, ['shared']);
	await change(tx, row, {
		state: 'stopped',
		ended_at: now(tx),
		...(fell && { stopped_for: JSON.stringify(fell) }),
	});
	const about = { service, version };
	if (fell) await record(tx, actor, settingsFell, { subject: offer.id, payload: { ...about, ...fell } });
	else await record(tx, actor, settingsStopped, { subject: offer.id, payload: about });
	await changed(tx, offer);
}

/**
 * What an older version says holds again, at once and for everybody, as a new version; 0 is as declared. What is shared meanwhile is stopped; a draft stays.
 * Throws `invalid_input` where the service no longer has what that version sets.
 */
export async function returnTo(
	app: ServicesApp,
	tx: Tx,
	actor: Actor,
	{ service, version: to }: Staging,
): Promise<{ version: number }> {
	authorise(canSetServices(actor), actor);
	const declared = declaredService(app.services, service);
	const offer = await lockOffer(tx, service);
	const content = checkedContent(declared, await contentOf(tx, { service, version: to }));
	const shared = await versionIn(tx, service, 'shared');
	if (shared) await stopVersion(app, tx, actor, { service, version: shared.version });
	await endLive(tx, service);
	const [at, version] = [now(tx), await nextVersion(tx, service)];
	const dates = { made_at: at, changed_at: at, live_at: at };
	const made = { content: JSON.stringify(content), made_by: JSON.stringify(actorStamp(actor)), taken_from: to };
	await tx
		.insertInto('service_settings')
		.values({ service, version, state: 'live', share: 100, ...made, ...dates })
		.execute();
	await record(tx, actor, settingsReturned, { subject: offer.id, payload: { service, version, to } });
	await changed(tx, offer);
	return { version };
}

async function staging({ services }: ServicesApp, tx: Tx, actor: Actor, { service, version }: Staging) {
	authorise(canSetServices(actor), actor);
	declaredService(services, service);
	const offer = await lockOffer(tx, service);
	return { offer, row: await versionCalled(tx, service, version) };
}

async function contentOf(tx: Tx, { service, version }: Staging) {
	if (version === 0) return NOTHING;
	const row = await versionCalled(tx, service, version);
	expectState(row, ['past', 'stopped']);
	return row.content;
}

function expectState({ state, version }: Version, states: readonly SettingsState[]): void {
	if (!states.includes(state)) throw problem('conflict', { detail: `Version ${version} is ${state} by now.` });
}

/** One at a time: with two nobody could tell which of them it was. */
async function refuseSecond(tx: Tx, { service, version }: Version): Promise<void> {
	const other = await versionIn(tx, service, 'shared');
	if (other && other.version !== version)
		throw problem('conflict', { detail: `Version ${other.version} is shared: stop it first, or give it to all.` });
}

async function endLive(tx: Tx, service: string): Promise<void> {
	const live = await versionIn(tx, service, 'live');
	if (live) await change(tx, live, { state: 'past', share: 0, ended_at: now(tx) });
}

type Changes = {
	state: SettingsState;
	share?: number;
	shared_at?: Date;
	live_at?: Date;
	ended_at?: Date;
	stopped_for?: string;
};

async function change(tx: Tx, { service, version }: Version, to: Changes): Promise<void> {
	await tx
		.updateTable('service_settings')
		.set({ ...to, changed_at: now(tx) })
		.where('service', '=', service)
		.where('version', '=', version)
		.execute();
}
