import type { MessageKey } from '#core/i18n/say.ts';
import type { MacroStep } from '#modules/inbox/index.ts';

export type StepKind = MacroStep['kind'];

export const STEP_LABELS = {
	reply: 'inbox_step_reply',
	canned_reply: 'inbox_canned_one',
	note: 'inbox_note_add',
	tag: 'inbox_step_tag',
	untag: 'inbox_step_untag',
	assign: 'inbox_assign',
	team: 'inbox_step_team',
	snooze: 'inbox_snooze',
	close: 'inbox_close',
	return: 'inbox_return',
	link: 'inbox_link',
} as const satisfies Record<StepKind, MessageKey>;

/** A step while it is being written: everything it may hold, as its fields show it. */
export type Draft = {
	kind: StepKind;
	text: string;
	choice: string;
	hours: string;
	record: { type: string; label: string; ref: string; url: string };
};

const NOBODY = 'nobody';
export const ABSENT = NOBODY;

export const freshStep = (): Draft => ({
	kind: 'note',
	text: '',
	choice: '',
	hours: '24',
	record: { type: 'record', label: '', ref: '', url: '' },
});

export function draftOf(step: MacroStep): Draft {
	const draft: Draft = { ...freshStep(), kind: step.kind };
	if ('text' in step) draft.text = step.text;
	if (step.kind === 'return') draft.text = step.note;
	if (step.kind === 'canned_reply') draft.choice = step.canned_reply_id;
	if (step.kind === 'tag' || step.kind === 'untag') draft.choice = step.tag_id;
	if (step.kind === 'assign') draft.choice = step.member_id ?? NOBODY;
	if (step.kind === 'team') draft.choice = step.team_id ?? NOBODY;
	if (step.kind === 'snooze') draft.hours = String(step.minutes / 60);
	if (step.kind === 'link') draft.record = { ...step, url: step.url ?? '' };
	return draft;
}

export function stepOf({ kind, text, choice, hours, record }: Draft): MacroStep {
	const chosen = choice === NOBODY ? null : choice;
	if (kind === 'reply' || kind === 'note') return { kind, text };
	if (kind === 'canned_reply') return { kind, canned_reply_id: choice };
	if (kind === 'tag' || kind === 'untag') return { kind, tag_id: choice };
	if (kind === 'assign') return { kind, member_id: chosen };
	if (kind === 'team') return { kind, team_id: chosen };
	if (kind === 'snooze') return { kind, minutes: Math.round(Number(hours) * 60) };
	if (kind === 'link') return linkOf(record);
	return kind === 'return' ? { kind, note: text } : { kind };
}

/** Without a number of its own it goes by its name. */
function linkOf({ type, label, ref, url }: Draft['record']): MacroStep {
	return { kind: 'link', type, label, ref: ref || label, ...(url && { url }) };
}

/** Whether it says all that it needs. */
export function isWhole({ kind, text, choice, hours, record }: Draft): boolean {
	if (kind === 'reply' || kind === 'note') return text.trim() !== '';
	if (kind === 'snooze') return Number(hours) > 0;
	if (kind === 'link') return record.label.trim() !== '';
	return kind === 'close' || kind === 'return' || choice !== '';
}
