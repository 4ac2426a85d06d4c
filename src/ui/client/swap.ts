/**
 * A form marked `data-swap` is sent without leaving the page: the server answers with the whole page as always, and the part the form stands in is
 * replaced by the same part of the answer.
 */
export function swapForms(): void {
	document.addEventListener('submit', (event) => {
		const form = (event.target as Element).closest<HTMLFormElement>('form[data-swap]');
		if (!form) return;
		event.preventDefault();
		const body = new URLSearchParams(
			[...new FormData(form, event.submitter)].map(([name, value]) => [name, String(value)]),
		);
		void send(form, body).catch(() => {
			// As without a script: with the button that was pressed, which may be the answer.
			delete form.dataset.swap;
			form.requestSubmit(event.submitter);
		});
	});
}

async function send(form: HTMLFormElement, body: URLSearchParams): Promise<void> {
	const id = form.dataset.swap ?? '';
	const response = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } });
	const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById(id);
	const old = document.getElementById(id);
	if (!fresh || !old) throw new Error('nothing to show');
	old.replaceWith(fresh);
	fresh.tabIndex = -1;
	fresh.focus();
}
