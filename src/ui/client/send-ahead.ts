import { sendFile } from './send-file.ts';

/** Files go up as they are picked, with how far they are and what they show; the form then only names them. */
export function sendAhead(field: HTMLElement): void {
	const { files: to, name = '', most = '1', refused = '' } = field.dataset;
	const input = field.querySelector<HTMLInputElement>('input[type=file]');
	const list = field.querySelector('ul');
	const fault = field.querySelector('[role=alert]');
	if (!to || !input || !list || !fault) return;
	input.addEventListener('change', () => {
		fault.textContent = '';
		const free = Math.max(0, Number(most) - list.querySelectorAll('input:checked, progress').length);
		const picked = [...(input.files ?? [])];
		// More than there is room for is left to the form, which says so.
		if (picked.length > free) return;
		input.value = '';
		for (const file of picked) void sendOne({ to, name, refused }, file, list, fault);
	});
	hold(field, list);
}

type Where = { to: string; name: string; refused: string };

async function sendOne({ to, name, refused }: Where, file: File, list: Element, fault: Element): Promise<void> {
	const item = document.createElement('li');
	const label = document.createElement('label');
	const progress = document.createElement('progress');
	progress.max = 1;
	progress.setAttribute('aria-label', file.name);
	label.append(file.name, progress);
	item.append(label);
	list.append(item);
	void preview(file, label);
	try {
		const id = await sendFile(to, file, file.name, (part) => (progress.value = part));
		const kept = Object.assign(document.createElement('input'), { type: 'checkbox', name, value: id, checked: true });
		progress.remove();
		label.prepend(kept);
	} catch {
		item.remove();
		fault.textContent = refused.replace('{name}', file.name);
	}
}

async function preview(file: File, label: Element): Promise<void> {
	const picture = file.type.startsWith('image/') ? await createImageBitmap(file).catch(() => undefined) : undefined;
	if (!picture) return;
	const canvas = Object.assign(document.createElement('canvas'), { width: 112, height: 112 });
	const side = Math.min(picture.width, picture.height);
	const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2];
	canvas.getContext('2d')?.drawImage(picture, x, y, side, side, 0, 0, 112, 112);
	picture.close();
	label.prepend(canvas);
}

/** The form waits for what is under way. */
function hold(field: Element, list: Element): void {
	field.closest('form')?.addEventListener('submit', (event) => {
		const form = event.target as HTMLFormElement;
		const { submitter } = event;
		if (!list.querySelector('progress')) return;
		event.preventDefault();
		const watch = new MutationObserver(() => {
			if (list.querySelector('progress')) return;
			watch.disconnect();
			form.requestSubmit(submitter);
		});
		watch.observe(list, { childList: true, subtree: true });
	});
}
