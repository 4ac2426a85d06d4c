import { type Actor, authorise } from '#core/access.ts';
import type { PutResult } from '#core/delivery.ts';
import { newId } from '#core/ids.ts';
import type { Outbox } from './deliver.ts';
import { canReadOutbox } from './policy.ts';
import { render } from './render/render.ts';

/** Sends a mail past the outbox, so that whoever sets mail up sees what the server answers. `error` is `not_set_up` where there is nothing to send it by. */
export async function sendTestMail(outbox: Outbox, actor: Actor, to: string, lang = 'en'): Promise<PutResult> {
	authorise(canReadOutbox(actor), actor);
	const channel = outbox.delivery.channel('email');
	const address = channel?.address(to);
	if (!channel || !address) return { ok: false, retry: false, error: 'not_set_up' };
	return channel.put({ ...render(outbox, 'mail_test', {}, lang), id: newId(), to: address });
}
