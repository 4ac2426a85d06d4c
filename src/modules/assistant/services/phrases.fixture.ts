import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What a customer wrote, the service it asks for (undefined for none), and which others would do as well. */
export type Held = { text: string; service: string | undefined; ok: string[] };

/**
 * Lines under `# service`, each perhaps with ` | other-service` behind; none is learnt from. Those of `phrases.fixture` were written before the examples, but the
 * classes of words and the thresholds were chosen in their sight. Those of `later` were written when all that stood: what to expect of strangers.
 */
export async function heldOut(lang: string, folder = ''): Promise<Held[]> {
	const text = await readFile(path.join(import.meta.dirname, 'phrases.fixture', folder, `${lang}.txt`), 'utf8');
	return text
		.split(/^# /m)
		.slice(1)
		.flatMap((part) => {
			const [service, ...lines] = part.trim().split('\n');
			return lines.map((line) => {
				const [said, ...ok] = line.split(' | ');
				return { text: said!, service: service === 'none' ? undefined : service, ok };
			});
		});
}
