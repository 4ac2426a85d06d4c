import { sendFile } from './send-file.ts';

/** A signature drawn by finger, pen or mouse; it is sent when a line ends. */
export function takeDrawing(field: HTMLElement): void {
	const canvas = field.querySelector('canvas');
	const kept = field.querySelector('input');
	const pen = canvas?.getContext('2d');
	const to = field.dataset.sign;
	if (!canvas || !kept || !pen || !to) return;
	field.hidden = false;
	Object.assign(pen, { lineWidth: 3, lineCap: 'round', lineJoin: 'round', strokeStyle: '#16211f' });
	const clear = () => {
		pen.clearRect(0, 0, canvas.width, canvas.height);
		kept.value = '';
	};
	field.querySelector('button')?.addEventListener('click', clear);
	draw(canvas, pen, () => void send(canvas, kept, to).catch(clear));
}

function draw(canvas: HTMLCanvasElement, pen: CanvasRenderingContext2D, done: () => void): void {
	let isDown = false;
	const at = ({ offsetX, offsetY }: PointerEvent): [number, number] => {
		const scale = canvas.width / canvas.clientWidth;
		return [offsetX * scale, offsetY * scale];
	};
	canvas.addEventListener('pointerdown', (event) => {
		isDown = true;
		canvas.setPointerCapture(event.pointerId);
		pen.beginPath();
		pen.moveTo(...at(event));
	});
	canvas.addEventListener('pointermove', (event) => {
		if (!isDown) return;
		pen.lineTo(...at(event));
		pen.stroke();
	});
	canvas.addEventListener('pointerup', () => {
		isDown = false;
		done();
	});
}

async function send(canvas: HTMLCanvasElement, kept: HTMLInputElement, to: string): Promise<void> {
	const drawing = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
	if (drawing) kept.value = await sendFile(to, drawing, 'signature.png');
}
