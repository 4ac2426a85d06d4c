import { createContext } from 'svelte';
import type { MacroStep } from '#modules/inbox/index.ts';
import type { Filter, Tag } from './list-types.ts';

export type Team = { id: string; name: string; assignment: string | null; member_ids: string[] };
export type SavedView = { id: string; name: string; is_shared: boolean; is_own: boolean; filter: Filter };
/** Somebody who answers customers: whether they are there, and how much they have and can take. */
export type Answering = {
	id: string;
	name: string;
	available: boolean;
	capacity: number | null;
	langs: string[];
	load: number;
};

export type Macro = { id: string; title: string; steps: readonly MacroStep[]; is_shared: boolean };

/** By what the team sorts what comes in, and who takes it. */
export type Arranged = {
	tags: readonly Tag[];
	teams: readonly Team[];
	views: readonly SavedView[];
	answering: readonly Answering[];
	macros: readonly Macro[];
};

/** Of the pages of the inbox: as it stands now. */
export const [useArranged, setArranged] = createContext<() => Arranged>();
