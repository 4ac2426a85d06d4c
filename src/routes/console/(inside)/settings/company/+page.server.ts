import { companyOf, hasDemo, languagesOf } from '../../../../door/settings.ts';
import { ownerOnly } from '../owner-only.ts';

export const load = ownerOnly((app) => ({
	company: companyOf(app),
	languages: languagesOf(app),
	hasDemo: hasDemo(app),
}));
