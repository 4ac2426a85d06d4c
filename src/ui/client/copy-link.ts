const SHOWN_MS = 2_000;

/** A button at each heading that copies its address, for sending somebody to the very section. */
export function offerCopies(text: HTMLElement): void {
	const { copy = '', copied = '' } = text.dataset;
	const status = text.appendChild(document.createElement('div'));
	status.className = 'visually-hidden';
	status.setAttribute('role', 'status');
	for (const heading of text.querySelectorAll<HTMLElement>(':is(h2, h3, h4)[id]')) {
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'copy-link no-print';
		button.textContent = '#';
		button.title = copy;
		button.setAttribute('aria-label', copy);
		button.addEventListener('click', () => void copyAddress(heading.id, button, status, copied));
		heading.append(button);
	}
}

const isCopied = (text: string) =>
	navigator.clipboard?.writeText(text).then(
		() => true,
		() => false,
	);

async function copyAddress(id: string, button: HTMLElement, status: HTMLElement, copied: string): Promise<void> {
	const url = new URL(`#${encodeURIComponent(id)}`, location.href);
	history.replaceState(null, '', url);
	// Browsers offer the clipboard on safe origins only; elsewhere the address bar shows what to copy.
	if (!(await isCopied(url.href))) return;
	status.textContent = copied;
	button.dataset.done = copied;
	setTimeout(() => {
		status.textContent = '';
		delete button.dataset.done;
	}, SHOWN_MS);
}
