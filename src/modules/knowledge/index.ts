export { articleAddress } from './addresses.ts';
export { tableOfContents } from './body/anchors.ts';
export { passageText } from './body/passages.ts';
export { excerpt } from './body/plain-text.ts';
export type { Labels } from './body/render-html.ts';
export { toMarkdown } from './body/to-markdown.ts';
export type { Card } from './cards.ts';
export { countTranslations } from './count-translations.ts';
export { documentsById, askedDocuments } from './documents.ts';
export { knowledgeEvents } from './events.ts';
export { exportKnowledge } from './export-knowledge.ts';
export { translationInputSchema } from './formats/article-input.ts';
export { readNdjson } from './formats/ndjson.ts';
export { readFolder, readUpload } from './formats/read-upload.ts';
export { importArticles } from './import-articles.ts';
export { articleWrite, fileAddress } from './import-files.ts';
export { importUpload } from './import-upload.ts';
export { type Library, openLibrary } from './library.ts';
export { putArticle } from './put-article.ts';
export { putCollection } from './put-collection.ts';
export {
	addressesByExternalId,
	articleCards,
	articlesOf,
	listCollections,
	type Preference,
	publishedAddresses,
} from './queries.ts';
export { getArticle, listArticles } from './read-article.ts';
export { getVersion, listVersions } from './read-versions.ts';
export {
	articlesIn,
	countPublished,
	preferenceOf,
	readArticle,
	readableHtml,
	recentArticles,
	sitemapPart,
	type Reading,
	withinLang,
} from './reading.ts';
export { restoreVersion } from './restore-version.ts';
export { searchArticles, suggestArticles } from './search-articles.ts';
export { bestPassages, passageScorer } from './search/best-passages.ts';
export { searchIndex, upsert } from './search/search-index.ts';
export { search } from './search/search.ts';
export type { SearchDocument } from './search/types.ts';
export { KNOWLEDGE } from './topic.ts';
export { translationFiles } from './translation-files.ts';
export { embedJob } from './vectors/embed-passages.ts';
