import { z } from 'zod';
import type { Claim } from '../check/types.ts';

const OPEN = '["“”„«»‘’「『\']';
const LINE = new RegExp(
	`^\\s*(?:[-*•]\\s*|\\d+[.)]\\s+)?[\\[(【]?\\s*(?:passage\\s*)?#?(\\d+)\\s*[\\])】]?[\\s:.,-]*${OPEN}(.+)["“”„«»‘’」』']\\s*(?:=>|->|→|⇒|—|–|:)\\s*(.+)$`,
	'i',
);

const asJson = z.object({
	passage: z.union([z.string(), z.number()]).transform(String),
	quote: z.string(),
	sentence: z.string(),
});

/** The claim in a line of the model's, or nothing where the line is no sentence of the answer. Reads what models make of the form asked for. */
export function readLine(line: string): Claim | undefined {
	const trimmed = line.trim().replace(/^[`*_]+|[`*_,]+$/g, '');
	if (trimmed.startsWith('{')) return readJson(trimmed);
	const [, passage, quote = '', text = ''] = LINE.exec(trimmed) ?? [];
	return passage ? { passage, quote: quote.trim(), text: bare(text) } : undefined;
}

function readJson(line: string): Claim | undefined {
	try {
		const { passage, quote, sentence } = asJson.parse(JSON.parse(line));
		return { passage, quote, text: bare(sentence) };
	} catch {
		return undefined;
	}
}

/** Without the quotation marks, emphasis and numbers that models put around a sentence. */
const bare = (text: string) =>
	text
		.trim()
		.replace(/\s*\[\d+\]\s*$/, '')
		.replace(/\*\*|__/g, '')
		.replace(/^["“](.*)["”]$/, '$1')
		.trim();
