export { countInbox, type Counts } from './list/count-inbox.ts';
export { filterSchema, VIEWS } from './list/filter.ts';
export type { InboxItem } from './list/items-of.ts';
export { listInbox } from './list/list-inbox.ts';
export { followInbox } from './live/follow-inbox.ts';
