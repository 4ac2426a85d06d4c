import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#core/access.ts';
import { type Filled, formFields } from '#ui/journey/form-fields.ts';
import { keepFiles } from './chat-files.ts';
import { textOf } from './fields.ts';

/** Of one question: what is to be read as its answer, and what its fields show again. */
export type Given = { value: unknown; filled: Filled; refusedFile?: string | undefined };

/** The answers in a form, by question. Files that came with it are kept on the way. */
export async function givenIn(event: RequestEvent, actor: Actor, form: FormData): Promise<Map<string, Given>> {
	const given = new Map<string, Given>();
	for (const [key, shape] of form) {
		const name = /^shape\.(\w{1,60})$/.exec(key)?.[1];
		if (name) given.set(name, await answerIn(event, actor, form, { name, shape: String(shape) }));
	}
	return given;
}

type Asked = { name: string; shape: string };

async function answerIn(event: RequestEvent, actor: Actor, form: FormData, { name, shape }: Asked): Promise<Given> {
	const names = formFields(name);
	const filled = filledIn(form, name);
	const { text, values, lat, lon, drawing } = filled;
	if (shape === 'many') return { value: values, filled };
	if (shape === 'one') return { value: values[0] ?? null, filled };
	if (shape === 'time') return { value: text || (values[0] ?? null), filled };
	if (shape === 'place') return { value: text && lat && lon ? { address: text, lat: +lat, lon: +lon } : text, filled };
	if (shape === 'signature') return { value: text || drawing ? { name: text, drawing: drawing || null } : '', filled };
	if (shape !== 'file') return { value: text, filled };
	const sent = form.getAll(names.files).filter((file) => file instanceof File && file.size > 0) as File[];
	const { ids, refused } = await keepFiles(event, actor, sent);
	const files = [...values, ...ids];
	return { value: files, filled: { ...filled, values: files }, refusedFile: refused };
}

function filledIn(form: FormData, name: string): Filled {
	const names = formFields(name);
	const values = form.getAll(names.value).flatMap((value) => (typeof value === 'string' ? [value] : []));
	// A time may be chosen and also written: what is written counts.
	const isTime = form.get(names.shape) === 'time';
	return {
		text: textOf(form, isTime ? names.words : names.value),
		values: values.filter((value) => value !== ''),
		lat: textOf(form, names.lat),
		lon: textOf(form, names.lon),
		drawing: textOf(form, names.drawing),
	};
}
