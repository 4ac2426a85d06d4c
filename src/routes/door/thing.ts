import type { Thing } from '#core/access.ts';

const PAGES: Record<Thing['type'], string> = { visit: 'my/visits', conversation: 'chat', journey: 'journeys' };

/** The page of something that a link in a mail opens. */
export const pageOfThing = ({ type, id }: Thing, lang: string): string => `/${lang}/${PAGES[type]}/${id}`;
