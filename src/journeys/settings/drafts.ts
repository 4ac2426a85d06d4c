import { type Actor, actorStamp, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { checkedContent } from './check-content.ts';
import type { Content } from './content.ts';
import { settingsDiscarded, settingsDrafted } from './events.ts';
import { declaredService, lockOffer, nextVersion, type ServicesApp, versionIn } from './lock.ts';
import { canSetServices } from './policy.ts';

/** Writes the draft of a service, of which there is one: whoever writes makes it or goes on with it. No customer has it yet. */
export async function saveDraft(
	{ services }: ServicesApp,
	tx: Tx,
	actor: Actor,
	{ service, content }: { service: string; content: Content },
): Promise<{ version: number }> {
	authorise(canSetServices(actor), actor);
	const checked = JSON.stringify(checkedContent(declaredService(services, service), content));
	const offer = await lockOffer(tx, service);
	const draft = await versionIn(tx, service, 'draft');
	const version = draft?.version ?? (await nextVersion(tx, service));
	const row = { content: checked, made_by: JSON.stringify(actorStamp(actor)), changed_at: now(tx) };
	await tx
		.insertInto('service_settings')
		.values({ service, version, state: 'draft', made_at: now(tx), ...row })
		.onConflict((oc) => oc.columns(['service', 'version']).doUpdateSet(row))
		.execute();
	await record(tx, actor, settingsDrafted, { subject: offer.id, payload: { service, version } });
	return { version };
}

/** Throws `not_found` where there is none. */
export async function discardDraft({ services }: ServicesApp, tx: Tx, actor: Actor, service: string): Promise<void> {
	authorise(canSetServices(actor), actor);
	declaredService(services, service);
	const offer = await lockOffer(tx, service);
	const draft = await versionIn(tx, service, 'draft');
	if (!draft) throw problem('not_found', { detail: 'There is no draft.' });
	const { version } = draft;
	await tx.deleteFrom('service_settings').where('service', '=', service).where('version', '=', version).execute();
	await record(tx, actor, settingsDiscarded, { subject: offer.id, payload: { service, version } });
}
