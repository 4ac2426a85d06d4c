import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { newId } from '#core/ids.ts';
import { migrate } from '#core/migrate.ts';
import { openEmbedded } from '#core/postgres/open.ts';
import { quoted, termsOf } from '#core/text/lexemes.ts';
import { cameBy, spokenIn } from '#modules/conversations/index.ts';
import { between, pick, type Random, seeded } from './random.ts';
import { SAID_LANGS, type SaidLang, type Sentences, sentences } from './sentences.ts';

const MESSAGES_EACH = 10;
const CONVERSATIONS_EACH = 2;
const MEMBERS = 20;
const YEAR_MS = 365 * 86_400_000;
const HOUR_MS = 3_600_000;
const NAMES = ['Linh Nguyen', 'Somchai Suk', 'Ann Miller', '王小明', '陳美玲', 'Tom Baker', 'Hoa Tran', 'Malee Chai'];
const CHANNELS = ['web', 'web', 'web', 'email', 'api'];

/**
 * So many messages of the year before `until`, ten in a conversation, in five languages, straight into the database of an installation that does not
 * run. Through the doors it would take the better part of an hour.
 */
export async function loadSaid(dataDir: string, messages: number, until: Date): Promise<void> {
	const { url, stop } = await openEmbedded({ dataDir, log: () => {} });
	const client = new Client({ connectionString: url });
	try {
		await migrate(url);
		await client.connect();
		await fill(client, messages, until);
	} finally {
		await client.end();
		await stop();
	}
}

async function fill(client: Client, messages: number, until: Date): Promise<void> {
	const conversations = Math.ceil(messages / MESSAGES_EACH);
	const customers = Array.from({ length: Math.ceil(conversations / CONVERSATIONS_EACH) }, () => newId());
	const members = Array.from({ length: MEMBERS }, () => newId());
	const talks = Array.from({ length: conversations }, (_, n) => talk(n, conversations, { customers, members, until }));
	// An index is made of a million rows in less time than they are added to it one by one.
	await client.query('drop index messages_words, messages_unread_words');
	await client.query('set synchronous_commit = off');
	await client.query('alter table messages disable trigger user');
	const since = new Date(until.getTime() - YEAR_MS).toISOString();
	await copy(client, 'members (id, email, name, role, created_at, updated_at)', memberRows(members, since));
	await copy(client, 'customers (id, name, created_at)', customerRows(customers, since));
	await copy(client, 'identities (id, customer_id, kind, value, level, created_at)', addressRows(customers, since));
	await copy(client, `conversations (${CONVERSATION})`, talks.map(conversationRow));
	await copy(client, `messages (${MESSAGE})`, messageRows(talks));
	await client.query(`set maintenance_work_mem = '512MB'`);
	await client.query('create index messages_words on messages using gin (words) with (fastupdate = off)');
	await client.query('create index messages_unread_words on messages (id) where words is null');
	await client.query('alter table messages enable trigger user');
	await client.query('vacuum (analyze) messages');
	await client.query('vacuum (analyze) conversations');
	await client.query('vacuum (analyze) customers');
	await client.query('checkpoint').catch(() => undefined);
}

type Talk = {
	id: string;
	n: number;
	customer: string;
	member: string;
	lang: SaidLang;
	channel: string;
	begun: number;
	open: boolean;
	random: Random;
};
type People = { customers: string[]; members: string[]; until: Date };

/** The newest last; one in ten is still open. */
function talk(n: number, all: number, { customers, members, until }: People): Talk {
	const random = seeded(n);
	const begun = until.getTime() - YEAR_MS + Math.floor((n / all) * YEAR_MS);
	return {
		id: newId(new Date(begun)),
		n,
		customer: pick(random, customers),
		member: random() < 0.5 ? pick(random, members) : '',
		lang: pick(random, SAID_LANGS),
		channel: pick(random, CHANNELS),
		begun,
		open: n > all * 0.9,
		random,
	};
}

function* memberRows(members: string[], at: string) {
	for (const [n, id] of members.entries()) yield [id, `member${n}@kestrel.example`, `Member ${n}`, 'agent', at, at];
}

function* customerRows(customers: string[], at: string) {
	for (const [n, id] of customers.entries()) yield [id, `${NAMES[n % NAMES.length]} ${n}`, at];
}

function* addressRows(customers: string[], at: string) {
	for (const [n, id] of customers.entries()) yield [newId(), id, 'email', `person${n}@example.com`, 'claimed', at];
}

const CONVERSATION =
	'id, customer_id, subject, status, lang, channel, holder, assignee_id, matter_from, last_message_at, created_at, updated_at';

function conversationRow({ id, customer, member, lang, channel, begun, open }: Talk): (string | null)[] {
	const [at, last] = [new Date(begun).toISOString(), new Date(begun + HOUR_MS).toISOString()];
	return [
		id,
		customer,
		'A matter',
		open ? 'open' : 'closed',
		lang,
		channel,
		'team',
		member || null,
		at,
		last,
		at,
		last,
	];
}

const MESSAGE = 'id, conversation_id, author, text, words, at';

function* messageRows(talks: readonly Talk[]) {
	const said = new Map(SAID_LANGS.map((lang) => [lang, sentences(lang)]));
	for (const one of talks)
		for (let i = 0; i < MESSAGES_EACH; i++) {
			const at = new Date(one.begun + Math.floor((i * HOUR_MS) / MESSAGES_EACH) + (one.n % 997));
			const { text, words } = message(said.get(one.lang) as Sentences, one);
			yield [newId(at), one.id, i % 2 ? 'agent' : 'customer', text, words, at.toISOString()];
		}
}

/** One to three sentences, now and then with the number of an order or a machine, which nobody else has. */
function message(said: Sentences, { lang, channel, random }: Talk): { text: string; words: string } {
	const parts = Array.from({ length: between(random, 1, 3) }, () => said(random));
	if (random() < 0.1) {
		const text = `KX-${between(random, 10_000, 999_999)}`;
		parts.push({ text, terms: termsOf(text, lang) });
	}
	const terms = new Set([...parts.flatMap((part) => part.terms), spokenIn(lang), cameBy(channel)]);
	return { text: parts.map(({ text }) => text).join(' '), words: Array.from(terms, quoted).join(' ') };
}

/** PostgreSQL's text format: tabs between, a backslash before what would end a field or a line. */
async function copy(client: Client, target: string, rows: Iterable<(string | null)[]>): Promise<void> {
	await pipeline(Readable.from(lines(rows)), client.query(copyFrom(`copy ${target} from stdin`)));
}

/** Many rows in one piece: a million small ones take minutes. */
const ROWS_A_PIECE = 500;

function* lines(rows: Iterable<(string | null)[]>) {
	let piece: string[] = [];
	for (const row of rows) {
		piece.push(row.map((value) => (value === null ? '\\N' : escaped(value))).join('\t'));
		if (piece.length < ROWS_A_PIECE) continue;
		yield `${piece.join('\n')}\n`;
		piece = [];
	}
	if (piece.length > 0) yield `${piece.join('\n')}\n`;
}

const escaped = (value: string) =>
	value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
