// What programs beside the server may import: they start in half the time that all of `index.ts` takes.
export { askedDocuments, documentsById } from './documents.ts';
export { searchIndex, upsert } from './search/search-index.ts';
export { search } from './search/search.ts';
export type { SearchDocument } from './search/types.ts';
export { KNOWLEDGE } from './topic.ts';
