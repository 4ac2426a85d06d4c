import type { App } from '#app';
import { brandColour, brandLogo, brandName, defaultLang, offeredLangs } from '#core/brand.ts';
import { timeZone } from '#core/zone.ts';
import { mailFrom, smtpUrl } from '#channels/email/index.ts';
import { chatHints, chatLook, chatSound, embedOrigins, sightingsOf } from '#modules/embedding/index.ts';
import { ownerEmail } from '#modules/notifications/index.ts';
import { oidcClientId, oidcClientSecret, oidcIssuer, oidcName, setUp } from '#modules/staff/index.ts';
import { demoSetting } from '../../../db/seed/demo-setting.ts';

/** What the pages of settings show; for whoever may change them. */
export const companyOf = ({ settings }: App) => ({
	name: settings.get(brandName),
	colour: settings.get(brandColour),
	logo: settings.get(brandLogo),
	zone: settings.get(timeZone),
});

export const languagesOf = ({ settings }: App) => ({
	offered: settings.get(offeredLangs),
	fallback: settings.get(defaultLang),
});

export const mailOf = ({ settings }: App) => ({
	from: settings.get(mailFrom),
	owner: settings.get(ownerEmail),
	isSet: settings.get(smtpUrl) !== '',
	pinned: settings.isPinned(smtpUrl),
});

/** Which sites show the chat, and since when each was seen to. */
export const embedOf = async ({ settings, database }: App) => ({
	sites: await sightingsOf(database.db, settings.get(embedOrigins)),
});

export const chatOf = ({ settings }: App) => ({
	look: settings.get(chatLook),
	hints: settings.get(chatHints),
	sound: settings.get(chatSound),
	brand: settings.get(brandColour),
	langs: settings.get(offeredLangs),
});

export const oidcFormOf = ({ settings }: App) => ({
	issuer: settings.get(oidcIssuer),
	clientId: settings.get(oidcClientId),
	hasSecret: settings.get(oidcClientSecret) !== '',
	name: settings.get(oidcName),
	pinned: settings.isPinned(oidcIssuer),
});

export const setUpOf = ({ settings }: App) => settings.get(setUp);

export function hasDemo({ settings }: App): boolean {
	const demo = settings.get(demoSetting);
	return demo !== null && demo.state !== 'removed';
}
