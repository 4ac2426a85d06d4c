import { Client } from 'pg';
import type { Running } from '../server.ts';
import type { Ledger } from './ledger.ts';

type Loss = { what: string; checked: number; wrong: number };

/** Compares what was acknowledged with what is there. */
export async function findLosses(url: string, server: Running, ledger: Ledger): Promise<Loss[]> {
	const client = new Client({ connectionString: url });
	await client.connect();
	try {
		return [
			await questions(client, ledger),
			await ratings(client, ledger),
			await articles(client, ledger),
			await conversations(client, ledger),
			await searchable(server, ledger),
			await numbering(client),
			await facts(client),
		];
	} finally {
		await client.end();
	}
}

async function questions(client: Client, ledger: Ledger): Promise<Loss> {
	const rows = await select<{ id: string; text: string }>(client, 'select id, text from questions');
	const there = new Map(rows.map(({ id, text }) => [id, text]));
	const wrong = [...ledger.questions].filter(([id, text]) => there.get(id) !== text).length;
	return { what: 'acknowledged questions lost', checked: ledger.questions.size, wrong };
}

async function ratings(client: Client, ledger: Ledger): Promise<Loss> {
	const rows = await select<{ id: string; solved: boolean }>(client, 'select question_id as id, solved from ratings');
	const there = new Map(rows.map(({ id, solved }) => [id, solved]));
	const wrong = [...ledger.ratings].filter(([id, solved]) => there.get(id) !== solved).length;
	return { what: 'acknowledged ratings lost', checked: ledger.ratings.size, wrong };
}

async function articles(client: Client, ledger: Ledger): Promise<Loss> {
	const rows = await select<{ name: string; body: string }>(
		client,
		'select a.external_id as name, t.body::text as body from translations t join articles a on a.id = t.article_id',
	);
	const there = new Map(rows.map(({ name, body }) => [name, body]));
	const wrong = [...ledger.articles].filter(
		([name, { word, later }]) => ![word, ...later].some((each) => there.get(name)?.includes(each)),
	).length;
	return { what: 'acknowledged texts lost', checked: ledger.articles.size, wrong };
}

async function conversations(client: Client, ledger: Ledger): Promise<Loss> {
	const rows = await select<{ text: string; times: string }>(
		client,
		'select text, count(*) as times from messages group by text',
	);
	const there = new Map(rows.map(({ text, times }) => [text, Number(times)]));
	const wrong = [...ledger.conversations].filter((text) => there.get(text) !== 1).length;
	return { what: 'messages to the team lost or doubled', checked: ledger.conversations.size, wrong };
}

/** What stands in the database must be found: the index saw every change, whatever was killed between. */
async function searchable(server: Running, ledger: Ledger): Promise<Loss> {
	type Found = { results: { external_id: string }[] };
	const sample = [...ledger.articles].filter(([, { later }]) => later.length === 0).slice(0, 200);
	let wrong = 0;
	for (const [name, { word }] of sample) {
		const { results } = await server.call<Found>('GET', `/api/v1/search?lang=en&q=${word}`);
		if (results[0]?.external_id !== name) wrong++;
	}
	return { what: 'published texts that the search does not show', checked: sample.length, wrong };
}

async function numbering(client: Client): Promise<Loss> {
	const rows = await select<{ checked: string; wrong: string }>(
		client,
		`select count(*) as checked, count(*) filter (where n <> last or first <> 1 or last <> s.seq or n <> different) as wrong from (
			select subject_type, subject_id, count(*) as n, count(distinct seq) as different, min(seq) as first, max(seq) as last
			from events group by 1, 2
		) as e full join event_subjects as s on s.type = e.subject_type and s.id = e.subject_id`,
	);
	const [row] = rows;
	return { what: 'subjects with a gap in their events', checked: Number(row?.checked), wrong: Number(row?.wrong) };
}

/** A change without its event, or an event without its change, would mean that they did not commit together. */
async function facts(client: Client): Promise<Loss> {
	const [row] = await select<{ checked: string; wrong: string }>(
		client,
		`select count(*) as checked, count(*) filter (where q.id is null or e.subject_id is null) as wrong
		from questions q full join (select subject_id from events where name = 'question.asked') e on e.subject_id = q.id`,
	);
	return {
		what: 'questions without their event, or the reverse',
		checked: Number(row?.checked),
		wrong: Number(row?.wrong),
	};
}

async function select<T>(client: Client, query: string): Promise<T[]> {
	return (await client.query(query)).rows as T[];
}
