import { chatOf, embedOf } from '../../../../door/settings.ts';
import { ownerOnly } from '../owner-only.ts';

export const load = ownerOnly(async (app) => ({ chat: chatOf(app), embed: await embedOf(app) }));
