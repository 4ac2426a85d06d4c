export { addExample, removeExample } from './add-example.ts';
export { articleAddress } from './addresses.ts';
export { articleTitles } from './article-titles.ts';
export { tableOfContents } from './body/anchors.ts';
export { passageText } from './body/passages.ts';
export { fromMarkdown } from './body/from-markdown.ts';
export { excerpt } from './body/plain-text.ts';
export type { Labels } from './body/render-html.ts';
export { docSchema } from './body/schema.ts';
export type { AnyBlock, Doc } from './body/types.ts';
export { toMarkdown } from './body/to-markdown.ts';
export type { Card } from './cards.ts';
export { countTranslations } from './count-translations.ts';
export { documentsById, askedDocuments } from './documents.ts';
export { knowledgeEvents, publicationFailed, translationWritten } from './events.ts';
export { exportKnowledge } from './export-knowledge.ts';
export { translationInputSchema } from './formats/article-input.ts';
export { readNdjson } from './formats/ndjson.ts';
export { readFolder, readUpload } from './formats/open-upload.ts';
export { importArticles } from './import-articles.ts';
export { articleWrite, fileAddress, fileIdOf } from './import-files.ts';
export { importUpload } from './import-upload.ts';
export { type Library, openLibrary, type Trial } from './library.ts';
export { lookUpCode } from './look-up-code.ts';
export { act, undoAct, type ActReport } from './organise/acts/act.ts';
export { ACT_KINDS, ACTS } from './organise/acts/kinds.ts';
export { listActs } from './organise/acts/list-acts.ts';
export { twinsJob } from './organise/duplicates/find-twins.ts';
export { factsJob } from './organise/facts/keep-facts.ts';
export { cancelJob, getJob, listJobs, openExport } from './organise/jobs/jobs.ts';
export { transfersJob } from './organise/jobs/run-jobs.ts';
export { startExport, startImport } from './organise/jobs/start-job.ts';
export { type Filter, filterSchema } from './organise/list/filter.ts';
export { type ListedArticle, listArticleRows } from './organise/list/list-articles.ts';
export { purgeJob } from './organise/purge-trash.ts';
export { type Branch, readTree, type Tree } from './organise/read-tree.ts';
export { addRedirect, listRedirects, removeRedirect } from './organise/redirects.ts';
export { bareImages } from './organise/reports/bare-images.ts';
export { duplicates } from './organise/reports/duplicates.ts';
export { brokenLinks, outsideLinks } from './organise/reports/links.ts';
export { changeView, listViews, removeView, saveView, type View } from './organise/views.ts';
export { makeCollection, moveCollection, nameCollection } from './organise/write-collection.ts';
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
export { getVersion, listVersions, readVersion } from './read-versions.ts';
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
export type { Gain, ScoreReasons } from './search/explain.ts';
export { questionKey } from './search/read.ts';
export type { SearchDocument } from './search/types.ts';
export type { TaughtWord } from './search/words.ts';
export { KNOWLEDGE } from './topic.ts';
export { translationFiles } from './translation-files.ts';
export { embedJob } from './vectors/embed-passages.ts';
export { type Batch, PUBLISHING_ACTS, waitingTexts } from './waiting-texts.ts';
export { forgetWord } from './words/forget-word.ts';
export { listWords } from './words/list-words.ts';
export { teachWord } from './words/teach-word.ts';
export { catchUp } from './writing/catch-up.ts';
export { discardDraft, returnDraft } from './writing/discard-draft.ts';
export { type DueReview, takeDueReviews } from './writing/due-reviews.ts';
export { failedPublication } from './writing/failed-publication.ts';
export { dismissIncoming, readIncoming, returnIncoming, takeIncoming } from './writing/incoming.ts';
export { listTranslations } from './writing/list-translations.ts';
export { type MadeArticle, makeArticle } from './writing/make-article.ts';
export { makeTranslation } from './writing/make-translation.ts';
export { bePresent, leave, PLACES } from './writing/presence.ts';
export { publish } from './writing/publish.ts';
export { forgetDiscardedJob, publishDue, publishDueJob } from './writing/publish-due.ts';
export { readSource } from './writing/read-source.ts';
export { readWriting } from './writing/read-state.ts';
export { confirmArticle, setReview } from './writing/review.ts';
export { saveDraft } from './writing/save-draft.ts';
export { cancelPublication, schedulePublication } from './writing/schedule.ts';
export { takeVersion } from './writing/take-version.ts';
export { unpublish } from './writing/unpublish.ts';
