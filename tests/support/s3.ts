import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

type Stored = { data: Buffer; mime: string; etag: string };
type Reply = { status: number; headers?: Record<string, string>; body?: string | Buffer };

const ACCESS_KEY = 'AKIATEST';
const SECRET_KEY = 'a secret key of the bucket';

/**
 * An S3 that keeps objects in memory: put, get with ranges, head, delete and list, path-style, every request's signature and age checked.
 * As strict as S3-alikes are: no access lists, no checksum headers, no chunk signatures. `trouble` is answered to every request while set.
 */
export async function startS3(bucket = 'files') {
	const objects = new Map<string, Stored>();
	const state = { trouble: undefined as number | undefined, later: 0, requests: [] as string[] };
	const server = createServer((request, response) => {
		void answer(request, { bucket, objects, state }).then((reply) => send(response, reply));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const env = {
		S3_BUCKET: bucket,
		S3_ENDPOINT: `http://127.0.0.1:${port}`,
		S3_REGION: 'eu-test-1',
		S3_ACCESS_KEY_ID: ACCESS_KEY,
		S3_SECRET_ACCESS_KEY: SECRET_KEY,
	};
	const close = () => {
		server.closeAllConnections();
		return new Promise<void>((resolve) => server.close(() => resolve()));
	};
	return { objects, state, env, close };
}

type Bucket = {
	bucket: string;
	objects: Map<string, Stored>;
	state: { trouble: number | undefined; later: number; requests: string[] };
};

function send(response: ServerResponse, { status, headers, body = '' }: Reply) {
	response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers }).end(body);
}

const refusal = (status: number, code: string): Reply => ({
	status,
	headers: { 'content-type': 'application/xml' },
	body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

async function answer(request: IncomingMessage, { bucket, objects, state }: Bucket): Promise<Reply> {
	const body = await buffer(request);
	const url = new URL(request.url ?? '', 'http://s3');
	state.requests.push(`${request.method} ${url.pathname}`);
	if (state.trouble) return refusal(state.trouble, 'InternalError');
	if (Object.keys(request.headers).some((name) => /^x-amz-(acl|checksum|sdk-checksum|trailer)/.test(name)))
		return refusal(501, 'NotImplemented');
	const wrong = signatureTrouble(request, url, Date.now() + state.later);
	if (wrong) return refusal(403, wrong);
	const [, name, ...rest] = decodeURIComponent(url.pathname).split('/');
	if (name !== bucket) return refusal(404, 'NoSuchBucket');
	const key = rest.join('/');
	if (key === '') return list(objects, url);
	return (METHODS[request.method ?? ''] ?? (() => refusal(405, 'MethodNotAllowed')))({
		key,
		request,
		url,
		body,
		objects,
	});
}

type Call = { key: string; request: IncomingMessage; url: URL; body: Buffer; objects: Map<string, Stored> };

const METHODS: Record<string, (call: Call) => Reply> = {
	PUT: ({ key, request, body, objects }) => {
		const etag = `"${createHash('md5').update(body).digest('hex')}"`;
		objects.set(key, { data: body, mime: request.headers['content-type'] ?? 'binary/octet-stream', etag });
		return { status: 200, headers: { etag } };
	},
	GET: ({ key, request, url, objects }) => {
		const found = objects.get(key);
		if (!found) return refusal(404, 'NoSuchKey');
		const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
		const end = to ? Number(to) : found.data.length - 1;
		const data = from === undefined ? found.data : found.data.subarray(Number(from), end + 1);
		const part: Record<string, string> =
			from === undefined ? {} : { 'content-range': `bytes ${from}-${end}/${found.data.length}` };
		const disposition = url.searchParams.get('response-content-disposition');
		const headers: Record<string, string> = {
			'content-type': url.searchParams.get('response-content-type') ?? found.mime,
			etag: found.etag,
			...part,
			...(disposition && { 'content-disposition': disposition }),
		};
		return { status: from === undefined ? 200 : 206, headers, body: data };
	},
	HEAD: ({ key, objects }) => {
		const found = objects.get(key);
		if (!found) return { status: 404 };
		const { data, mime, etag } = found;
		const modified = new Date().toUTCString();
		return {
			status: 200,
			headers: { 'content-length': String(data.length), 'content-type': mime, etag, 'last-modified': modified },
		};
	},
	DELETE: ({ key, objects }) => {
		objects.delete(key);
		return { status: 204 };
	},
};

function list(objects: Map<string, Stored>, url: URL): Reply {
	const prefix = url.searchParams.get('prefix') ?? '';
	const rows = [...objects].filter(([key]) => key.startsWith(prefix));
	const contents = rows.map(
		([key, { data, etag }]) => `<Contents><Key>${key}</Key><Size>${data.length}</Size><ETag>${etag}</ETag></Contents>`,
	);
	return {
		status: 200,
		headers: { 'content-type': 'application/xml' },
		body: `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`,
	};
}

const encode = (text: string) =>
	encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** AWS Signature Version 4, in the header or in the address; undefined when it is right and in time. */
function signatureTrouble(request: IncomingMessage, url: URL, now: number): string | undefined {
	const inAddress = url.searchParams.has('X-Amz-Signature');
	const header = /Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)/.exec(
		request.headers.authorization ?? '',
	);
	const [credential = '', signed = '', signature = ''] = inAddress
		? ['Credential', 'SignedHeaders', 'Signature'].map((name) => url.searchParams.get(`X-Amz-${name}`) ?? '')
		: (header?.slice(1) ?? []);
	const at = inAddress ? (url.searchParams.get('X-Amz-Date') ?? '') : String(request.headers['x-amz-date'] ?? '');
	const query = [...url.searchParams]
		.filter(([name]) => name !== 'X-Amz-Signature')
		.map(([name, value]) => `${encode(name)}=${encode(value)}`);
	const headers = signed.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`);
	const payload = inAddress ? 'UNSIGNED-PAYLOAD' : String(request.headers['x-amz-content-sha256']);
	const canonical = [request.method, url.pathname, query.toSorted().join('&'), headers.join(''), signed, payload].join(
		'\n',
	);
	const [accessKey, day = '', region = '', service = '', last = ''] = credential.split('/');
	const toSign = [
		'AWS4-HMAC-SHA256',
		at,
		`${day}/${region}/${service}/${last}`,
		createHash('sha256').update(canonical).digest('hex'),
	].join('\n');
	const key = [day, region, service, last].reduce<string | Buffer>(
		(previous, part) => hmac(previous, part),
		`AWS4${SECRET_KEY}`,
	);
	const expected = hmac(key, toSign);
	const given = Buffer.from(signature, 'hex');
	if (accessKey !== ACCESS_KEY || given.length !== expected.length || !timingSafeEqual(given, expected))
		return 'SignatureDoesNotMatch';
	const made = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
	const seconds = inAddress ? Number(url.searchParams.get('X-Amz-Expires')) : 900;
	return now > made + seconds * 1_000 ? 'AccessDenied' : undefined;
}
