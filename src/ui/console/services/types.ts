import type { Content } from '#journeys/settings/content.ts';
import type { SettingsState } from '#journeys/settings/tables.ts';

export type { Content };

export type Stage = { version: number; state: SettingsState; share: number };
export type OfferRow = {
	service: string;
	title: string;
	off: boolean;
	stages: Stage[];
	completion: { begun: number; open: number; done: number; over: number };
};

type Completion = { done: number; over: number };
export type VersionRow = Stage & {
	content: Content;
	taken_from: number | null;
	by: { kind: string; id: string; name: string | null };
	changed_at: string;
	stopped_for: { shared: Completion; live: Completion } | null;
};

export type SettingsRow = {
	service: string;
	title: string;
	off: boolean;
	texts: { place: string; texts: Record<string, string> }[];
	questions: { name: string; label: string; optional: boolean; choices: string[] }[];
	rules: { name: string; label: string; unit: string; least: number; most: number; usual: number }[];
	versions: VersionRow[];
};

export type FunnelRow = {
	total: OfferRow['completion'];
	steps: { name: string; label: string; reached: number; answered: number; refused: number; left: number }[];
	channels: string[];
	langs: string[];
};
