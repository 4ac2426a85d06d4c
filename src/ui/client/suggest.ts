import { isComposing } from '../composing.ts';

type Suggestion = { title: string; url: string; lang: string };

/** Long enough that a fast typist causes one request a word, short enough that nobody notices. */
const PAUSE_MS = 130;
const SHORTEST = 2;

/**
 * Articles that fit what is being typed, in a list under the field. Arrow keys choose, Enter opens, Escape closes; a screen reader hears how many
 * there are. An `<input>` becomes a combobox; on a `<textarea>`, which may not have that role, the same attributes that a text box allows are used.
 */
export function suggestArticles(field: HTMLElement): void {
	const input = field.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
	if (!input) return;
	const list = listFor(field, input.id);
	const status = field.appendChild(make('div', { class: 'visually-hidden', role: 'status' }));
	const combobox = input instanceof HTMLInputElement;
	set(input, {
		'aria-autocomplete': 'list',
		'aria-controls': list.id,
		...(combobox && { role: 'combobox', 'aria-expanded': 'false' }),
	});
	let active = -1;
	let timer = 0;
	let asking: AbortController | undefined;

	const options = () => [...list.children] as HTMLElement[];
	const show = (found: Suggestion[]) => {
		list.replaceChildren(...found.map((each, i) => optionFor(each, `${list.id}-${i}`, field.dataset.prefix ?? '/')));
		list.hidden = found.length === 0;
		if (combobox) input.setAttribute('aria-expanded', String(!list.hidden));
		status.textContent = found.length ? (field.dataset.found ?? '').replace('#', String(found.length)) : '';
		choose(-1);
	};
	/** What is still on its way must not replace what somebody chooses from. */
	const settle = () => {
		asking?.abort();
		clearTimeout(timer);
	};
	const close = () => {
		settle();
		show([]);
	};
	const choose = (index: number) => {
		if (index >= 0) settle();
		active = index;
		for (const [i, option] of options().entries()) option.setAttribute('aria-selected', String(i === index));
		const option = options()[index];
		if (option) input.setAttribute('aria-activedescendant', option.id);
		else input.removeAttribute('aria-activedescendant');
		option?.scrollIntoView({ block: 'nearest' });
	};
	const ask = async () => {
		asking?.abort();
		const mine = (asking = new AbortController());
		const found = await fetchSuggestions(field.dataset.suggest + encodeURIComponent(input.value), mine.signal);
		if (found && document.activeElement === input) show(found);
	};
	input.addEventListener('input', () => {
		clearTimeout(timer);
		if (input.value.trim().length < SHORTEST) return close();
		timer = window.setTimeout(() => void ask(), PAUSE_MS);
	});
	input.addEventListener('keydown', (event) => {
		// While a Chinese or Vietnamese word is being composed the keys belong to the input method.
		if (isComposing(event as KeyboardEvent)) return;
		const { key } = event as KeyboardEvent;
		const count = options().length;
		if (key === 'Escape' && count) close();
		else if (key === 'ArrowDown' && count) choose((active + 1) % count);
		else if (key === 'ArrowUp' && count) choose(active <= 0 ? count - 1 : active - 1);
		else if (key === 'Enter' && active >= 0) open(options()[active]);
		else return;
		event.preventDefault();
		event.stopImmediatePropagation();
	});
	input.addEventListener('blur', close);
	// Before the field loses the focus, which would take the list away.
	list.addEventListener('mousedown', (event) => event.preventDefault());
	list.addEventListener('click', (event) => open((event.target as Element).closest<HTMLElement>('[role=option]')));
}

function open(option: HTMLElement | null | undefined): void {
	if (option?.dataset.url) location.assign(option.dataset.url);
}

/** Nothing when the question changed meanwhile or the server has no answer: suggestions are a help, not a promise. */
async function fetchSuggestions(url: string, signal: AbortSignal): Promise<Suggestion[] | undefined> {
	try {
		const response = await fetch(url, { signal });
		return response.ok ? ((await response.json()) as { items: Suggestion[] }).items : [];
	} catch {
		return undefined;
	}
}

function listFor(field: HTMLElement, id: string): HTMLElement {
	const list = make('div', { id: `${id}-list`, role: 'listbox', 'aria-label': field.dataset.label ?? '', hidden: '' });
	return field.appendChild(list);
}

/** Articles of another language keep their own address but stay in the language of the page. */
function optionFor({ title, url, lang }: Suggestion, id: string, prefix: string): HTMLElement {
	const option = make('div', {
		id,
		role: 'option',
		lang,
		'aria-selected': 'false',
		'data-url': url.replace(/^\/[^/]+\//, prefix),
	});
	option.textContent = title;
	return option;
}

function make(tag: string, attributes: Record<string, string>): HTMLElement {
	const element = document.createElement(tag);
	set(element, attributes);
	return element;
}

function set(element: HTMLElement, attributes: Record<string, string>): void {
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
