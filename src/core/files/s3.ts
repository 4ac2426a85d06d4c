import { Disk } from 'flydrive';
import { problem } from '../errors.ts';
import type { S3Place } from './settings.ts';

/** Gives the bucket's disk, made anew when the settings change. The client is loaded only when needed: it is large. */
export function openS3(): (place: S3Place | undefined) => Promise<Disk> {
	let current: { of: string; disk: Promise<Disk> } | undefined;
	return (place) => {
		if (!place) throw problem('unavailable', { detail: 'This file lies in a bucket that is no longer set up.' });
		const of = JSON.stringify(place);
		if (current?.of !== of) current = { of, disk: connect(place) };
		return current.disk;
	};
}

async function connect({ bucket, endpoint, region, accessKeyId, secretAccessKey }: S3Place): Promise<Disk> {
	const { S3Driver } = await import('flydrive/drivers/s3');
	const driver = new S3Driver({
		bucket,
		region,
		visibility: 'private',
		...(accessKeyId && { credentials: { accessKeyId, secretAccessKey } }),
		// Hosts of our own rarely have a name for each bucket.
		...(endpoint && { endpoint, forcePathStyle: true }),
		// S3-alikes refuse access lists and the newer checksum headers.
		supportsACL: false,
		requestChecksumCalculation: 'WHEN_REQUIRED',
		responseChecksumValidation: 'WHEN_REQUIRED',
		requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
	});
	return new Disk(driver);
}
