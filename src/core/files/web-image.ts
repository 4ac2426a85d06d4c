import type { Metadata, Sharp, SharpOptions } from 'sharp';
import { isProblem, problem } from '../errors.ts';

type Variant = { width: number; height: number; data: Buffer };
/** `clean` replaces the original when that carried notes about place, person or camera. */
export type WebImage = { width: number; height: number; clean?: Buffer; variants: Variant[] };

const WIDTHS = [320, 640, 1280];
const SECONDS = 30;

/** All frames together. A phone's picture has 50 million; a bomb of a few kilobytes may unpack to billions. */
const MAX_PIXELS = 64_000_000;

/** Interlaced, which must be held in memory as a whole, not line by line. */
const MAX_PROGRESSIVE_PIXELS = 24_000_000;

/**
 * The smaller sizes of a raster picture as WebP, upright and without metadata. Animations stay animated.
 * Throws `unsupported_media_type` when it is damaged or too large to unpack.
 */
export async function webImage(file: string): Promise<WebImage> {
	// Loaded at the first picture: an installation that never gets one need not hold it in memory.
	const { default: sharp } = await import('sharp');
	const read = (options: SharpOptions = {}) =>
		sharp(file, { animated: true, limitInputPixels: MAX_PIXELS, ...options }).timeout({ seconds: SECONDS });
	try {
		// Only the header is read here, whatever it claims.
		const metadata = await read({ limitInputPixels: false }).metadata();
		refuseBomb(metadata);
		const { width, height } = sizeOf(metadata);
		const widths = WIDTHS.filter((candidate) => candidate < width);
		const source = (metadata.pages ?? 1) > 1 ? undefined : await shrinkOnce(read(), widths.at(-1));
		const variants: Variant[] = [];
		for (const wide of widths) variants.push(await shrink(source ? sharp(source) : read(), wide));
		const clean = tellsTales(metadata) && { clean: await withoutMetadata(read(), metadata) };
		return { width, height, variants, ...clean };
	} catch (error) {
		if (isProblem(error)) throw error;
		throw Object.assign(
			problem('unsupported_media_type', { detail: 'This picture is damaged and cannot be opened.' }),
			{
				cause: error,
			},
		);
	}
}

function refuseBomb({ width, height, pageHeight, pages, isProgressive }: Metadata): void {
	const limit = isProgressive ? MAX_PROGRESSIVE_PIXELS : MAX_PIXELS;
	if (width * (pageHeight ?? height) * (pages ?? 1) <= limit) return;
	throw problem('unsupported_media_type', {
		detail: `A picture of this kind may have at most ${limit / 1_000_000} million points, all frames together.`,
	});
}

/** As people see it, after turning it upright. */
function sizeOf({ width, height, pageHeight, autoOrient }: Metadata) {
	return pageHeight ? { width, height: pageHeight } : { width: autoOrient.width, height: autoOrient.height ?? height };
}

/** Large pictures are unpacked once; the sizes are made of the largest of them, kept without loss. */
async function shrinkOnce(image: Sharp, width: number | undefined): Promise<Buffer | undefined> {
	return width === undefined ? undefined : image.autoOrient().resize({ width }).png({ compressionLevel: 1 }).toBuffer();
}

async function shrink(image: Sharp, width: number): Promise<Variant> {
	const { data, info } = await image
		.autoOrient()
		.resize({ width })
		.webp({ quality: 80, effort: 3 })
		.toBuffer({ resolveWithObject: true });
	return { width, height: info.pageHeight ?? info.height, data };
}

const tellsTales = ({ exif, xmp, iptc, comments }: Metadata) => Boolean(exif ?? xmp ?? iptc ?? comments?.length);

/** The same picture upright in its own format; the colour profile stays, since without it the colours are wrong. */
function withoutMetadata(image: Sharp, { format, compression }: Metadata): Promise<Buffer> {
	const upright = image.autoOrient().keepIccProfile();
	if (format === 'heif') return upright.heif({ compression: compression ?? 'av1', quality: 80 }).toBuffer();
	return upright.toFormat(format, { quality: 92 }).toBuffer();
}
