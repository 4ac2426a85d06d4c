import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** The files in `pairs/`, and the language that is asked in them. */
export const LANGS = { en: 'en', zh: 'zh-Hans', vi: 'vi', th: 'th' } as const;

const dialogueSchema = z.strictObject({
	kind: z.enum(['follow_up', 'change']),
	first: z.string(),
	next: z.string(),
	/** The external id of what answers `next`. */
	article: z.string(),
	/** Others that answer it as well. */
	also: z.array(z.string()).default([]),
});

/** `held`: no number was fitted on it. */
export type Dialogue = z.infer<typeof dialogueSchema> & { lang: string; held: boolean };

/** Odd lines were looked at while the numbers were chosen, even lines were not. */
export async function dialogues(): Promise<Dialogue[]> {
	const files = Object.entries(LANGS).map(async ([name, lang]) => {
		const text = await readFile(path.join(import.meta.dirname, 'pairs', `${name}.jsonl`), 'utf8');
		const lines = text.trim().split('\n');
		return lines.map((line, i) => ({ ...dialogueSchema.parse(JSON.parse(line)), lang, held: i % 2 === 1 }));
	});
	return (await Promise.all(files)).flat();
}
