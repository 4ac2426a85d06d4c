import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { newId } from '#core/ids.ts';
import { migrate } from '#core/migrate.ts';
import { openEmbedded } from '#core/postgres/open.ts';
import type { Corpus } from './corpus.ts';

/**
 * Writes `articles` made-up articles with all their translations, published, straight into the database of an installation that does
 * not run. The importer would do as well and needs several times as long.
 */
export async function loadCorpus(dataDir: string, corpus: Corpus, articles: number): Promise<void> {
	const { url, stop } = await openEmbedded({ dataDir, log: () => {} });
	try {
		await migrate(url);
		const client = new Client({ connectionString: url });
		await client.connect();
		try {
			await copyAll(client, corpus, articles);
		} finally {
			await client.end();
		}
	} finally {
		await stop();
	}
}

const AT = '2026-01-01T00:00:00Z';
const ARTICLES_A_COPY = 500;

async function copyAll(client: Client, corpus: Corpus, articles: number): Promise<void> {
	for (let from = 0; from < articles; from += ARTICLES_A_COPY) {
		const made = Array.from({ length: Math.min(ARTICLES_A_COPY, articles - from) }, (_, i) => ({
			id: newId(),
			...corpus.article(from + i),
		}));
		await copy(
			client,
			'articles (id, external_id, created_at)',
			made.map(({ id, external_id }) => [id, external_id, AT]),
		);
		await copy(
			client,
			`translations (id, article_id, lang, slug, title, status, body, questions, version, source, content_hash, created_at, updated_at, published_at)`,
			made.flatMap(({ id, external_id, translations }) =>
				translations.map(({ lang, slug, title, body, questions }) => [
					newId(),
					id,
					lang,
					slug,
					title,
					'published',
					JSON.stringify(body),
					JSON.stringify(questions),
					'1',
					'import',
					`${external_id} ${lang}`,
					AT,
					AT,
					AT,
				]),
			),
		);
	}
	await client.query(`insert into refresh_topics (topic, version) values ('knowledge', 1)`);
	await client.query('vacuum (analyze) translations');
	await client.query('checkpoint').catch(() => undefined);
}

/** PostgreSQL's text format: tabs between, a backslash before what would end a field or a line. */
async function copy(client: Client, target: string, rows: string[][]): Promise<void> {
	const escaped = rows.map((row) =>
		row
			.map((value) =>
				value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r'),
			)
			.join('\t'),
	);
	const stream = client.query(copyFrom(`copy ${target} from stdin`));
	await pipeline(Readable.from(escaped.map((line) => `${line}\n`)), stream);
}
