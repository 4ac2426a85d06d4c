import { z } from 'zod';
import type { SettingKind, Settings } from '../settings.ts';

const text = (key: string, extra: Partial<SettingKind<string>> = {}): SettingKind<string> => ({
	key,
	schema: z.string().max(500),
	fallback: '',
	env: key.toUpperCase(),
	...extra,
});

/** Empty: files lie in a folder of this machine. */
export const s3Bucket = text('s3_bucket');
/** Empty: Amazon's own. */
export const s3Endpoint = text('s3_endpoint', { schema: z.union([z.url({ protocol: /^https?$/ }), z.literal('')]) });
export const s3Region = text('s3_region');
/** Empty: whatever the machine itself is allowed. */
export const s3AccessKeyId = text('s3_access_key_id');
export const s3SecretAccessKey = text('s3_secret_access_key', { secret: true });

export type S3Place = {
	bucket: string;
	endpoint: string;
	region: string;
	accessKeyId: string;
	secretAccessKey: string;
};

/** Where new files go, or nothing for this machine. */
export function s3Place(settings: Settings): S3Place | undefined {
	const bucket = settings.get(s3Bucket);
	if (!bucket) return undefined;
	return {
		bucket,
		endpoint: settings.get(s3Endpoint),
		// What S3-alikes without regions expect.
		region: settings.get(s3Region) || 'us-east-1',
		accessKeyId: settings.get(s3AccessKeyId),
		secretAccessKey: settings.get(s3SecretAccessKey),
	};
}
