import type { Fault } from '../definition.ts';
import type { Args, Wording } from '../wording.ts';

/** Why an answer will not do: `code` is stable, the words are `journey_fault_…`. */
export const fault = (code: string, words: Wording, args?: Args): { fault: Fault } => ({
	fault: { code, words, ...(args && { args }) },
});
