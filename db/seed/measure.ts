import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { App } from '#app';

/** What one question of the month came to. `right`: the external ids that answer it; `got`: those found, best first. */
export type Asked = {
	lang: string;
	right: string[];
	got: string[];
	confidence: number;
	outcome: 'answer' | 'choices' | 'unsure';
};

/** Shares of 1; `NaN` where there is nothing to share. */
type Measured = {
	questions: number;
	unanswerable: number;
	/** Answerable questions of which the first, or one of the first four, is right. */
	hit1: number;
	hit4: number;
	answered: number;
	answeredRight: number;
	choices: number;
	/** Lists to choose from that hold a right one. */
	choicesHold: number;
	/** Questions without an answer that were left unsure, and that were answered all the same. */
	unsureRight: number;
	falseAnswers: number;
	/** Expected calibration error over five bins: how far confidence is from the share right. */
	ece: number;
};

const OFFERED = 4;

/** Puts the month's questions to the published knowledge without logging them. Changes nothing. */
export async function askMonth(app: App): Promise<Asked[]> {
	await app.library.ready;
	await app.scorer.settled();
	const month = questionsSchema.parse(await yaml('month.yaml'));
	const expected = expectedSchema.parse(await yaml('month-expected.yaml'));
	const asked: Asked[] = [];
	for (const [i, { text, lang }] of month.entries()) {
		if (expected[i]?.text !== text) throw new Error(`month-expected.yaml does not follow month.yaml at ${i}: ${text}`);
		const { candidates, confidence, outcome } = await app.scorer.rank(text, lang);
		const cards = app.library.cards.get(candidates.slice(0, OFFERED).map(({ id }) => id));
		const got = cards.map(({ external_id }) => external_id);
		asked.push({ lang, right: expected[i].articles, got, confidence, outcome });
	}
	return asked;
}

export function measure(asked: readonly Asked[]): Measured {
	const answerable = asked.filter(({ right }) => right.length > 0);
	const unanswerable = asked.filter(({ right }) => right.length === 0);
	const answered = asked.filter(({ outcome }) => outcome === 'answer');
	const lists = asked.filter(({ outcome }) => outcome === 'choices');
	return {
		questions: asked.length,
		unanswerable: unanswerable.length,
		hit1: share(answerable, (one) => isRight(one, 1)),
		hit4: share(answerable, (one) => isRight(one, OFFERED)),
		answered: answered.length / asked.length,
		answeredRight: share(answered, (one) => isRight(one, 1)),
		choices: lists.length / asked.length,
		choicesHold: share(lists, (one) => isRight(one, OFFERED)),
		unsureRight: share(unanswerable, ({ outcome }) => outcome === 'unsure'),
		falseAnswers: share(unanswerable, ({ outcome }) => outcome === 'answer'),
		ece: calibrationError(asked),
	};
}

const yaml = async (file: string) => parse(await readFile(path.join(import.meta.dirname, file), 'utf8')) as unknown;

const questionsSchema = z.array(z.object({ text: z.string(), lang: z.string() }));
const expectedSchema = z.array(z.object({ text: z.string(), articles: z.array(z.string()) }));

const isRight = ({ right, got }: Asked, first: number): boolean => got.slice(0, first).some((id) => right.includes(id));

const share = (all: readonly Asked[], is: (one: Asked) => boolean): number => all.filter(is).length / all.length;

const BINS = 5;

function calibrationError(asked: readonly Asked[]): number {
	let error = 0;
	for (let bin = 0; bin < BINS; bin++) {
		const within = asked.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin);
		const said = within.reduce((sum, { confidence }) => sum + confidence, 0);
		const came = within.filter((one) => isRight(one, 1)).length;
		error += Math.abs(said - came) / asked.length;
	}
	return error;
}
