import type { SayHere } from '#ui/words.ts';
import type { CardMaker } from '../plugins/uploads.ts';

const WIDEST = 320;

/** Shows a file while it uploads: pictures small, how far it is, and after a failure a button to try again. */
export function uploadCards(say: SayHere): CardMaker {
	return (file, { retry, cancel }) => {
		const dom = document.createElement('div');
		dom.className = 'upload';
		dom.contentEditable = 'false';
		const name = document.createElement('p');
		name.textContent = file.name;
		const bar = document.createElement('progress');
		bar.max = 1;
		bar.setAttribute('aria-label', say('editor_uploading', { name: file.name }));
		const trouble = document.createElement('p');
		trouble.setAttribute('role', 'alert');
		const again = button(say('editor_upload_again'), retry);
		dom.append(name, bar, trouble, again, button(say('editor_upload_cancel'), cancel));
		if (file.type.startsWith('image/')) void preview(file, dom);
		const show = (failed: boolean) => {
			bar.hidden = failed;
			again.hidden = !failed;
			trouble.textContent = failed ? say('editor_upload_failed') : '';
		};
		return {
			dom,
			progress: (part) => {
				show(false);
				bar.value = part;
			},
			failed: () => show(true),
		};
	};
}

function button(text: string, act: () => void): HTMLButtonElement {
	const made = document.createElement('button');
	made.type = 'button';
	made.textContent = text;
	made.addEventListener('click', act);
	return made;
}

/** Drawn, because our pages load pictures only from addresses of the site, not from memory. What cannot be drawn shows its name only. */
async function preview(file: File, into: HTMLElement): Promise<void> {
	const picture = await createImageBitmap(file).catch(() => undefined);
	if (!picture) return;
	const scale = Math.min(1, WIDEST / picture.width);
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.round(picture.width * scale));
	canvas.height = Math.max(1, Math.round(picture.height * scale));
	canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
	picture.close();
	into.prepend(canvas);
}
