import { Readable } from 'node:stream';
import { z } from 'zod';
import { storeFile } from '#core/files/store-file.ts';
import { fileAddress } from '#modules/knowledge/index.ts';
import { limited } from '../body.ts';
import { stream } from '../route.ts';

const LARGEST = 50 * 1024 * 1024;

export const fileRoutes = [
	stream({
		method: 'POST',
		path: '/files',
		tag: 'Files',
		summary: 'Upload a file; an article that names its address makes it its own, else it goes after a day',
		access: 'knowledge:write',
		media: ['*/*'],
		status: 201,
		query: z.object({ name: z.string().min(1).max(300) }),
		reply: z.object({
			id: z.string(),
			address: z.string().meta({ description: 'What a text or an attachment calls it by' }),
			name: z.string(),
			mime: z.string().meta({ description: 'Decided by the content, whatever was declared' }),
			bytes: z.number(),
			width: z.number().optional(),
			height: z.number().optional(),
		}),
		handle: async ({ app, actor, query, request }) => {
			const source = Readable.from(limited(request, LARGEST), { objectMode: false });
			const { id, name, mime, bytes, width, height } = await storeFile(app, actor, {
				name: query.name,
				mime: request.headers['content-type'],
				source,
				maxBytes: LARGEST,
			});
			return {
				id,
				address: fileAddress(id, name),
				name,
				mime,
				bytes,
				...(width && { width }),
				...(height && { height }),
			};
		},
	}),
];
