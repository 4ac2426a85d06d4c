import { AUTH_PATH, OIDC } from '#modules/staff/index.ts';
import { oidcFormOf } from '../../../../door/settings.ts';
import { ownerOnly } from '../owner-only.ts';

export const load = ownerOnly((app) => ({
	provider: oidcFormOf(app),
	redirect: `${app.origin()}${AUTH_PATH}/callback/${OIDC}`,
}));
