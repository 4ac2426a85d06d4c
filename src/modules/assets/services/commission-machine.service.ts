import type { MessageKey } from '#core/i18n/say.ts';
import type { Asking, Verdict } from '#journeys/definition.ts';
import { yesNo } from '#journeys/fields/choice.ts';
import { email } from '#journeys/fields/email.ts';
import { photo } from '#journeys/fields/file.ts';
import { phone } from '#journeys/fields/phone.ts';
import { serialNumber } from '#journeys/fields/serial-number.ts';
import { signature } from '#journeys/fields/signature.ts';
import { text } from '#journeys/fields/text.ts';
import { service } from '#journeys/service.ts';
import { inWords } from '#journeys/wording.ts';
import {
	bookAsAnswered,
	contactBy,
	offeredVisitTypes,
	UNDO_MINUTES,
	undoVisit,
	visitPlace,
	visitSlot,
	visitTerms,
} from '#modules/bookings/index.ts';
import { findBySerial } from '../list-assets.ts';
import { commissionMachineExamples } from './commission-machine.examples.ts';
import { toldOfSerial } from './known-serial.ts';

const COMMISSIONING = 'commissioning';

/** What has to be ready before somebody comes, each with what is to be done about it. */
const TO_DO = {
	power: 'commission_power_todo',
	air: 'commission_air_todo',
	access: 'commission_access_todo',
	drain: 'commission_drain_todo',
} as const satisfies Record<string, MessageKey>;
type Check = keyof typeof TO_DO;
const CHECKS = Object.keys(TO_DO) as Check[];

/** Somebody starts a new machine with its owner: no visit is booked before the place is ready for it. */
export const commissionMachine = service('commission-machine', {
	title: 'service_commission',
	summary: 'service_commission_summary',
	confirm: 'service_commission_confirm',
	examples: commissionMachineExamples,
})
	.eligible(async ({ db, once }) => {
		const offered = await once('visit types', () => offeredVisitTypes(db));
		const isOffered = offered.some(({ code }) => code === COMMISSIONING);
		return isOffered ? undefined : { code: 'nothing_offered', words: 'service_nothing_offered' };
	})
	.ask('serial', serialNumber('asset_serial', { hint: 'asset_serial_hint' }))
	.check(['serial'], async ({ db, actor, answers: { serial } }) => {
		const { is } = await findBySerial(db, actor, serial);
		return is === 'unknown'
			? { again: 'serial', fault: { code: 'unknown_serial', words: 'commission_unknown' } }
			: undefined;
	})
	.tell(toldOfSerial)
	.ask('power', yesNo('commission_power', { hint: 'commission_power_hint' }))
	.tellWhen(({ power }) => !power, whatToDo('power'))
	.ask('air', yesNo('commission_air', { hint: 'commission_air_hint' }))
	.tellWhen(({ air }) => !air, whatToDo('air'))
	.ask('access', yesNo('commission_access', { hint: 'commission_access_hint' }))
	.tellWhen(({ access }) => !access, whatToDo('access'))
	.ask('drain', yesNo('commission_drain', { hint: 'commission_drain_hint' }))
	.check(CHECKS, allReady)
	.askMaybe('photos', photo('commission_photo', { hint: 'commission_photo_hint' }))
	.ask('place', visitPlace())
	.ask(
		'slot',
		visitSlot(({ place }) => ({ types: [COMMISSIONING], place, people: 1 })),
	)
	.ask('name', text('commission_contact', { hint: 'commission_contact_hint', longest: 120 }))
	.ask('phone', phone('book_phone', { known: contactBy('phone') }))
	.askMaybe('email', email('book_email', { hint: 'book_email_hint', known: contactBy('email') }))
	.ask('signature', signature('commission_sign', { hint: 'commission_sign_hint' }))
	.receipt((asking) => visitTerms(asking, [COMMISSIONING], asking.answers.slot))
	.undoWithin(UNDO_MINUTES, undoVisit)
	.act((acting) => {
		const { serial, name } = acting.answers;
		const wanted = { ...acting.answers, types: [COMMISSIONING], people: 1 };
		return bookAsAnswered({ ...acting, answers: wanted }, `${serial}, ${name}`);
	});

function whatToDo(check: Check) {
	return ({ say, lang }: Asking<object>) => [
		{ kind: 'text' as const, text: inWords(say, { words: TO_DO[check] }, lang) },
	];
}

/** The first that is not ready is asked again, with what is to be done about it and about the rest. */
function allReady({ answers, say, lang }: Asking<Record<Check, boolean>>): Verdict | undefined {
	const missing = CHECKS.filter((check) => !answers[check]);
	const [first] = missing;
	if (!first) return undefined;
	const todo = inWords(say, { words: TO_DO[first] }, lang);
	const names = missing.map((check) => inWords(say, { words: `commission_${check}_short` }, lang));
	const args = { todo, missing: new Intl.ListFormat(lang).format(names) };
	return { again: first, fault: { code: 'not_ready', words: 'commission_not_ready', args } };
}
