type Texts = Record<string, string>;
type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Keeps what is typed while it is typed, in this tab: a page that is closed or loaded again by mistake loses nothing. */
export function keepDrafts(form: HTMLFormElement): void {
	const key = `journey ${form.closest<HTMLElement>('[data-journey]')?.dataset.journey ?? ''}`;
	const fields = [...form.querySelectorAll<TextField>('textarea, input.input')];
	const kept = readDrafts(key);
	for (const field of fields) if (field.value === '') field.value = kept[field.name] ?? '';
	const save = () => writeDrafts(key, Object.fromEntries(fields.map(({ name, value }) => [name, value])));
	// Of questions that are answered nothing stays.
	save();
	form.addEventListener('input', save);
}

function readDrafts(key: string): Texts {
	try {
		return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Texts;
	} catch {
		return {};
	}
}

function writeDrafts(key: string, texts: Texts): void {
	try {
		sessionStorage.setItem(key, JSON.stringify(texts));
	} catch {
		// Where nothing may be stored the page does without.
	}
}
