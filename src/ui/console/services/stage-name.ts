import type { SayHere } from '../../words.ts';
import type { Stage } from './types.ts';

/** How far a version has come. */
export const stageName = (say: SayHere, { state, share }: Stage): string =>
	state === 'shared' ? say('offer_state_shared', { share }) : say(`offer_state_${state}`);

const LOOKS = { live: 'good', shared: 'warn', stopped: 'bad', draft: '', past: '' } as const;

/** By how it looks: in force, on trial, or given up. */
export const stageLook = ({ state }: Stage): 'good' | 'warn' | 'bad' | '' => LOOKS[state];
