import { languageOf } from '../language.ts';
import { readerOf } from './phrase-table.ts';
import { commands } from './words/commands.ts';

const COMMANDS = ['back', 'skip', 'stop', 'restart', 'repeat', 'confirm', 'menu', 'more'] as const;
export type Command = (typeof COMMANDS)[number];

const read = readerOf(commands);

/** What somebody who steers a dialogue wants, if that is all they say. */
export function readCommand(text: string, { lang }: { lang: string }): Command | undefined {
	const command = commandIn(text, lang);
	return command ?? (languageOf(lang) === 'en' ? undefined : commandIn(text, 'en'));
}

function commandIn(text: string, lang: string): Command | undefined {
	const { meanings, whole } = read(text, lang);
	const [first] = new Set(meanings);
	const isOne = whole && new Set(meanings).size === 1;
	return isOne ? COMMANDS.find((command) => command === first) : undefined;
}
