import { z } from 'zod';
import { PROMISE_KINDS, type PromiseKind } from '#modules/promises/index.ts';
import { template, type Voice } from '../template.ts';

const args = {
	kind: z.enum(PROMISE_KINDS),
	due_at: z.iso.datetime(),
	/** The clock of the business. */
	zone: z.string(),
	url: z.string(),
};

/** To whoever a step of the ladder names: somebody waits, and the time runs out. */
export const promiseRunsOut = template({
	args: z.strictObject({ ...args, minutes: z.number() }),
	subject: (voice, promise) => voice.say('mail_promise_soon_subject', wordsOf(voice, promise)),
	blocks: (voice, promise) => [
		{ kind: 'heading', text: voice.say('mail_promise_soon_heading', {}) },
		{
			kind: 'text',
			text: voice.say('mail_promise_soon_intro', { ...wordsOf(voice, promise), minutes: promise.minutes }),
		},
		{ kind: 'button', text: voice.say('mail_promise_open', {}), url: promise.url },
		{ kind: 'note', text: voice.say('mail_promise_why', {}) },
	],
});

/** To the same: the time is up. */
export const promiseBroken = template({
	args: z.strictObject(args),
	subject: (voice, promise) => voice.say('mail_promise_broken_subject', wordsOf(voice, promise)),
	blocks: (voice, promise) => [
		{ kind: 'heading', text: voice.say('mail_promise_broken_heading', {}) },
		{ kind: 'text', text: voice.say('mail_promise_broken_intro', wordsOf(voice, promise)) },
		{ kind: 'button', text: voice.say('mail_promise_open', {}), url: promise.url },
		{ kind: 'note', text: voice.say('mail_promise_why', {}) },
	],
});

const wordsOf = (
	{ say, moment }: Voice,
	{ kind, due_at, zone }: { kind: PromiseKind; due_at: string; zone: string },
) => ({ kind: say(`promise_kind_${kind}`, {}), due: moment(due_at, zone) });
