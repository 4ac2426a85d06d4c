import { type MessageKey, UI_LANGS } from '#core/i18n/say.ts';
import type { Command } from '#core/reading/answers/read-command.ts';
import { normalize } from '#core/text/fold.ts';
import type { Run } from './run.ts';
import { inWords } from './wording.ts';

type Plain = 'journey_skip' | 'journey_back' | 'journey_stop' | 'journey_all_times';

const BUTTONS: Record<Plain, Command> = {
	journey_skip: 'skip',
	journey_back: 'back',
	journey_stop: 'stop',
	journey_all_times: 'more',
};

/** The command whose button reads like this, on a page in any of our languages: the owner may have worded it in their own way. */
export function pressed({ app: { say } }: Run, text: string): Command | undefined {
	const keys = Object.keys(BUTTONS) as Plain[];
	const meant = keys.find((key) => UI_LANGS.some((lang) => isSame(text, say(key, {}, lang))));
	return meant && BUTTONS[meant];
}

/** Whether it is what the button under the receipt says. */
export const confirms = ({ app: { say }, definition, base }: Run, text: string): boolean =>
	isSame(text, inWords(say, { words: definition.confirm }, base.lang));

/** The answered question that "Change: …" names, by its label in the dialogue's own language. */
export function changeOf({ app: { say }, definition, answers, base }: Run, text: string): string | undefined {
	const key = 'journey_change_what' satisfies MessageKey;
	return definition.steps.flatMap((step) => {
		if (step.kind !== 'ask' || !answers[step.name]) return [];
		const what = inWords(say, { words: step.field.label }, base.lang);
		return UI_LANGS.some((lang) => isSame(text, say(key, { what }, lang))) ? [step.name] : [];
	})[0];
}

const isSame = (said: string, label: string): boolean => normalize(said).trim() === normalize(label).trim();
