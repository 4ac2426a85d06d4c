import { isComposing } from '../composing.ts';

/**
 * Shows the answer sentence by sentence while it is being made, then leads to its own page. Whatever goes wrong, the form is sent the plain way,
 * which keeps what was typed and says what is the matter.
 */
export function streamAnswers(form: HTMLFormElement): void {
	const field = form.querySelector<HTMLTextAreaElement | HTMLInputElement>('[name=question]');
	const live = form.querySelector<HTMLElement>('[data-live]');
	field?.addEventListener('keydown', (event) => {
		const { key, shiftKey } = event as KeyboardEvent;
		if (key !== 'Enter' || shiftKey || isComposing(event as KeyboardEvent)) return;
		event.preventDefault();
		form.requestSubmit();
	});
	if (!live || !form.dataset.stream) return;
	let busy = false;
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		if (busy) return;
		busy = true;
		field?.blur();
		live.textContent = form.dataset.looking ?? '…';
		const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
		ask(form.dataset.stream ?? '', body, live).catch(() => form.submit());
	});
	// Coming back with the browser's button must not show a search that still seems to run.
	addEventListener('pageshow', () => {
		busy = false;
		live.textContent = '';
	});
}

async function ask(url: string, body: URLSearchParams, live: HTMLElement): Promise<void> {
	const response = await fetch(url, { method: 'POST', body, headers: { accept: 'text/event-stream' } });
	if (!response.ok || !response.body) throw new Error(String(response.status));
	const sentences: string[] = [];
	for await (const { event, data } of events(response.body)) {
		if (event === 'done') return location.assign((JSON.parse(data) as { url: string }).url);
		if (event !== 'sentence') throw new Error(event);
		sentences.push((JSON.parse(data) as { text: string }).text);
		live.textContent = sentences.join(' ');
	}
	throw new Error('cut off');
}

async function* events(stream: ReadableStream<Uint8Array>): AsyncGenerator<{ event: string; data: string }> {
	const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
	let rest = '';
	for (;;) {
		const { value, done } = await reader.read();
		if (done) return;
		const blocks = (rest + value).split('\n\n');
		rest = blocks.pop() ?? '';
		for (const block of blocks) yield { event: lineOf(block, 'event'), data: lineOf(block, 'data') };
	}
}

const lineOf = (block: string, name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? '';
