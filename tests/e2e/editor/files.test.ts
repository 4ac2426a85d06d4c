import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { fromMarkdown } from '#modules/knowledge/body/from-markdown.ts';
import { toMarkdown } from '#modules/knowledge/body/to-markdown.ts';
import { openHost, press } from './host.ts';

const host = openHost();

/** Drops files on the end of the text; pictures are 40 × 20, drawn there. */
async function drop(page: Page, ...files: { name: string; type: string }[]) {
	await page.evaluate(async (wanted) => {
		const canvas = document.createElement('canvas');
		canvas.width = 40;
		canvas.height = 20;
		canvas.getContext('2d')?.fillRect(0, 0, 40, 20);
		const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
		const dataTransfer = new DataTransfer();
		for (const { name, type } of wanted) {
			dataTransfer.items.add(new File(type.startsWith('image/') && picture ? [picture] : ['x'], name, { type }));
		}
		const text = document.querySelector('.ProseMirror');
		const last = text?.lastElementChild?.getBoundingClientRect();
		const place = { clientX: (last?.left ?? 0) + 5, clientY: (last?.bottom ?? 0) - 2 };
		text?.lastElementChild?.dispatchEvent(
			new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, ...place }),
		);
	}, files);
}

test('a dropped picture is cropped and described before it is uploaded', async () => {
	const { page, read, errors } = await host.edit(fromMarkdown('Text'));
	await drop(page, { name: 'switch.png', type: 'image/png' });
	const dialog = page.getByRole('dialog', { name: 'Insert picture' });
	await dialog.getByLabel('Description for people').fill('A switch');
	await dialog.getByLabel('Caption').fill('Fig. 1');
	await dialog.getByText('Crop').click();
	await dialog.getByLabel('Cut off at the left').fill('25');
	await dialog.getByRole('button', { name: 'Insert' }).click();
	await page.locator('img[src="/files/switch.png"]').waitFor();
	expect((await read()).content).toMatchObject([
		{ type: 'paragraph' },
		{ type: 'image', attrs: { src: '/files/switch.png', alt: 'A switch', caption: 'Fig. 1', width: 30, height: 20 } },
	]);
	expect(errors.filter((error) => !/Failed to load/.test(error))).toEqual([]);
});

test('the part to keep is drawn with the mouse', async () => {
	const { page, read } = await host.edit(fromMarkdown('Text'));
	await drop(page, { name: 'switch.png', type: 'image/png' });
	const dialog = page.getByRole('dialog', { name: 'Insert picture' });
	const box = await dialog.locator('canvas').boundingBox();
	if (!box) throw new Error('no picture');
	await page.mouse.move(box.x + box.width / 2, box.y);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width + 20, box.y + box.height / 2);
	await page.mouse.up();
	await dialog.getByRole('button', { name: 'Insert' }).click();
	await page.locator('img[src="/files/switch.png"]').waitFor();
	const [, image] = (await read()).content;
	if (image?.type !== 'image') throw new Error('no picture');
	expect(image.attrs.width).toBeGreaterThan(17);
	expect(image.attrs.width).toBeLessThan(23);
	expect(image.attrs.height).toBeLessThan(13);
});

test('while files upload they are shown with their progress, and writing goes on; a failed one is tried again', async () => {
	const { page, text, read, errors } = await host.edit(fromMarkdown('Text'));
	await page.evaluate(() => {
		window.host.uploads.hold = true;
	});
	await drop(page, { name: 'fails.pdf', type: 'application/pdf' });
	const bar = page.getByRole('progressbar', { name: 'Uploading fails.pdf' });
	await bar.waitFor();
	expect(await bar.getAttribute('value')).toBe('0.5');
	await text.getByText('Text').click();
	await press(page, 'Home');
	await page.keyboard.type('More ');
	expect(toMarkdown(await read())).toBe('More Text\n');
	await page.evaluate(() => {
		window.host.uploads.hold = false;
		window.host.uploads.release();
	});
	await page.getByRole('alert').getByText('could not be uploaded').waitFor();
	await page.getByRole('button', { name: 'Upload again' }).click();
	await text.getByRole('link', { name: 'fails.pdf' }).waitFor();
	expect(toMarkdown(await read())).toBe('More Text\n\n[fails.pdf](/files/fails.pdf)\n');
	expect(errors).toEqual([]);
});

test('several at once stand each as what it is; what was removed does not come', async () => {
	const { page, read } = await host.edit(fromMarkdown('Text'));
	await drop(
		page,
		{ name: 'a.mp4', type: 'video/mp4' },
		{ name: 'b.mp3', type: 'audio/mpeg' },
		{ name: 'fails.zip', type: 'application/zip' },
	);
	await page.getByRole('button', { name: 'Upload again' }).waitFor();
	await page.getByRole('button', { name: 'Remove' }).click();
	await page.locator('audio').waitFor();
	expect((await read()).content.map((block) => block.type).toSorted()).toEqual(['audio', 'paragraph', 'video']);
});

test('a film has an address, a title and captions, which are asked for', async () => {
	const { page, text, read, errors } = await host.edit(fromMarkdown(''));
	await text.click();
	await page.keyboard.type('/vid');
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Video or audio' });
	await dialog.getByLabel('Address of the file').fill('javascript:alert(1)');
	await dialog.getByRole('button', { name: 'Insert' }).click();
	await dialog.getByText('Nothing can be loaded').waitFor();
	await dialog.getByLabel('Address of the file').fill('/files/a.mp4');
	await dialog.getByRole('button', { name: 'Insert' }).click();
	await page.getByText('There are no captions yet').waitFor();
	await page.getByRole('button', { name: 'Edit video or audio' }).click();
	await page.getByLabel('Captions (WebVTT file)', { exact: true }).fill('/files/a.vtt');
	await page.getByRole('button', { name: 'Apply' }).click();
	await page.getByText('There are no captions yet').waitFor({ state: 'hidden' });
	expect(toMarkdown(await read())).toBe('::video{src="/files/a.mp4" captions="/files/a.vtt"}\n');
	expect(errors).toEqual([]);
});
