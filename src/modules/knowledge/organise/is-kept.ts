import { sql } from 'kysely';
import './tables.ts';

/** Whether the article of a translation `t` is not in the trash. */
export const isKept = sql<boolean>`not exists (select from trashings x where x.article_id = t.article_id)`;
