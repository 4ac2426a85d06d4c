import { z } from 'zod';
import { daySchema } from '#core/day-schema.ts';
import { confirmArticle, setReview } from '#modules/knowledge/index.ts';
import { write } from '../route.ts';
import { idSchema, langSchema } from '../schemas.ts';

const params = z.object({ article_id: idSchema });
const review = z.strictObject({
	owner_id: idSchema.nullable().meta({ description: 'The member who answers for the article' }),
	review_by: daySchema.nullable(),
	review_days: z.number().int().min(1).max(3_650).nullable().meta({ description: 'From one review to the next' }),
});

export const reviewRoutes = [
	write({
		method: 'PUT',
		path: '/articles/{article_id}/review',
		tag: 'Writing',
		summary: 'Say who answers for an article and when it is to be reviewed; what is left out stays',
		access: 'knowledge:write',
		params,
		body: review.partial(),
		reply: review,
		handle: (tx, { actor, params: { article_id }, body }) => setReview(tx, actor, { article_id, ...body }),
	}),
	write({
		method: 'POST',
		path: '/articles/{article_id}/checks',
		tag: 'Writing',
		summary: 'Say that it is still right, in some languages or all; the next review follows',
		access: 'knowledge:write',
		params,
		body: z.strictObject({ langs: z.array(langSchema).min(1).max(100).optional() }),
		reply: z.object({ checked_at: z.string(), review_by: z.string().nullable() }),
		handle: (tx, { actor, params: { article_id }, body }) => confirmArticle(tx, actor, { article_id, ...body }),
	}),
];
