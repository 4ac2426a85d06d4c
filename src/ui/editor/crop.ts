/** What is cut off at each side, in percent of the picture. */
export type Crop = { left: number; top: number; right: number; bottom: number };

export const WHOLE: Crop = { left: 0, top: 0, right: 0, bottom: 0 };
const KEPT_AT_LEAST = 2;
const QUALITY = 0.92;

/** Drawings have no pixels to cut, and of a moving picture only the first would be left. */
export function canCrop({ type }: File): boolean {
	return /^image\/(?:png|jpeg|webp|avif)$/.test(type);
}

/** The picture without what is cut off, of the same kind where the browser writes that, else PNG; the file itself if nothing is. */
export async function cropped(file: File, crop: Crop): Promise<File> {
	if (Object.values(crop).every((side) => side === 0)) return file;
	const picture = await createImageBitmap(file);
	const [left, top] = [part(picture.width, crop.left), part(picture.height, crop.top)];
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, picture.width - left - part(picture.width, crop.right));
	canvas.height = Math.max(1, picture.height - top - part(picture.height, crop.bottom));
	canvas.getContext('2d')?.drawImage(picture, -left, -top);
	picture.close();
	const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, file.type, QUALITY));
	if (!blob) return file;
	const name = blob.type === file.type ? file.name : `${file.name.replace(/\.[^.]*$/, '')}.png`;
	return new File([blob], name, { type: blob.type });
}

function part(size: number, percent: number): number {
	return Math.round((size * percent) / 100);
}

/** What a rectangle drawn from one corner to another keeps, in parts of the picture from 0 to 1; nearly nothing means all of it. */
export function cropBetween(a: { x: number; y: number }, b: { x: number; y: number }): Crop {
	const percent = (value: number) => Math.round(Math.min(Math.max(value, 0), 1) * 100);
	const [left, right] = [percent(Math.min(a.x, b.x)), 100 - percent(Math.max(a.x, b.x))];
	const [top, bottom] = [percent(Math.min(a.y, b.y)), 100 - percent(Math.max(a.y, b.y))];
	const isTooSmall = 100 - left - right < KEPT_AT_LEAST || 100 - top - bottom < KEPT_AT_LEAST;
	return isTooSmall ? WHOLE : { left, top, right, bottom };
}
