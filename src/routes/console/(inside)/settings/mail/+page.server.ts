import { mailOf } from '../../../../door/settings.ts';
import { ownerOnly } from '../owner-only.ts';

export const load = ownerOnly((app) => ({ mail: mailOf(app) }));
