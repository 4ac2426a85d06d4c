import { loadTexts } from '#core/i18n/load-texts.ts';
import type { LayoutLoad } from './$types';

// The help centre ships HTML and one small script of its own (src/ui/client); pages that need a framework in the browser say so themselves.
export const csr = false;

export const load: LayoutLoad = async ({ data }) => ({ ...data, texts: await loadTexts(data.lang) });
