import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** `held`: the rules were written without looking at it. */
export type Phrase = { text: string; wants: boolean; held: boolean };

const NAMES = { en: 'en', 'zh-Hans': 'zh', vi: 'vi', th: 'th' } as const;

/** Lines of `+ wants a person` and `- does not`, by language; every second is held out. */
export async function phrases(): Promise<Map<string, Phrase[]>> {
	const read = Object.entries(NAMES).map(async ([lang, name]): Promise<[string, Phrase[]]> => {
		const text = await readFile(path.join(import.meta.dirname, 'phrases', `${name}.txt`), 'utf8');
		const lines = text.trim().split('\n');
		return [lang, lines.map((line, i) => ({ text: line.slice(2), wants: line.startsWith('+'), held: i % 2 === 1 }))];
	});
	return new Map(await Promise.all(read));
}
