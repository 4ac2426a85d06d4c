export { knowledgeEvents } from './events.ts';
export { importArticles, type ImportReport } from './import-articles.ts';
export { canRead, canReadDrafts, canWrite } from './policy.ts';
export { type ArticleWrite, putArticle, type PutResult } from './put-article.ts';
export { type CollectionInput, putCollection } from './put-collection.ts';
export { KNOWLEDGE } from './topic.ts';
