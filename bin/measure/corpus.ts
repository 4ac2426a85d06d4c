import { between, pick, type Random, seeded } from './random.ts';
import { type BenchLang, LANGS, type Words, wordsOf } from './words.ts';

type MadeTranslation = {
	lang: BenchLang;
	slug: string;
	title: string;
	questions: string[];
	/** ProseMirror JSON as the knowledge module keeps it. */
	body: object;
};
type MadeArticle = { external_id: string; translations: MadeTranslation[] };

export type Corpus = {
	article(number: number): MadeArticle;
	/** What somebody who needs this article might ask: some of its own rare words among common ones. */
	question(number: number, lang: BenchLang, nth: number): string;
};

const CHARACTERS = 3_000;
const TOPIC_WORDS = 12;
const TOPIC_SHARE = 0.08;
const EXAMPLES = 2;

/** Made-up articles that are the same in every run. Each has words of its own, so that questions have an answer. */
export function corpus(): Corpus {
	const words = new Map(LANGS.map((lang) => [lang, wordsOf(lang)]));
	const writer = (number: number, lang: BenchLang, purpose: number) => {
		const own = words.get(lang) as Words;
		const topic = topicOf(own, seeded(number * 8 + LANGS.indexOf(lang)));
		return { words: own, topic, random: seeded(number * 8_009 + LANGS.indexOf(lang) * 101 + purpose) };
	};
	const question = (number: number, lang: BenchLang, nth: number) => asked(writer(number, lang, nth + 1));
	return {
		question,
		article: (number) => ({
			external_id: `made-${number}`,
			translations: LANGS.map((lang) => ({
				...written(writer(number, lang, 0)),
				lang,
				slug: `made-${number}`,
				questions: Array.from({ length: EXAMPLES }, (_, i) => question(number, lang, 1_000 + i)),
			})),
		}),
	};
}

type Writer = { words: Words; topic: string[]; random: Random };

const topicOf = (words: Words, random: Random) => Array.from({ length: TOPIC_WORDS }, () => words.rare(random));

function written({ words, topic, random }: Writer) {
	const writer = { words, topic, random };
	const title = capital(phrase(writer, between(random, 3, 6), 0.4));
	const content: object[] = [];
	const put = (type: string, text: string, attrs: object = {}) => {
		content.push({ type, attrs: { id: `b${content.length}`, ...attrs }, content: [{ type: 'text', text }] });
		return text.length;
	};
	for (let left = CHARACTERS - put('paragraph', paragraph(writer)); left > 0;) {
		left -= put('heading', capital(phrase(writer, between(random, 2, 5), 0.3)), { level: 2 });
		for (let i = between(random, 1, 3); i > 0; i--) left -= put('paragraph', paragraph(writer));
	}
	return { title, body: { type: 'doc', content } };
}

function asked({ words, topic, random }: Writer): string {
	const said = [
		...Array.from({ length: between(random, 2, 3) }, () => pick(random, topic)),
		...Array.from({ length: between(random, 3, 6) }, () => words.common(random)),
	];
	return capital(said.toSorted(() => random() - 0.5).join(words.gap));
}

function paragraph(writer: Writer): string {
	const sentences = Array.from({ length: between(writer.random, 2, 4) }, () =>
		capital(phrase(writer, between(writer.random, 7, 16), TOPIC_SHARE)),
	);
	return (sentences.join(writer.words.stop) + writer.words.stop).trim();
}

function phrase({ words, topic, random }: Writer, length: number, topicShare: number): string {
	const said: string[] = [];
	while (said.length < length)
		said.push(random() < topicShare ? pick(random, topic) : words.common(random, said.at(-1)));
	return said.join(words.gap);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
