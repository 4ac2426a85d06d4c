import { call } from '../call.ts';
import type { Conversation } from './types.ts';

export type Earlier = Pick<Conversation, 'id' | 'subject' | 'status' | 'customer_id' | 'created_at'>;

const MOST = 50;

/** What the same person wrote besides, the newest first. */
export async function earlierOf({ id, customer_id }: Pick<Conversation, 'id' | 'customer_id'>): Promise<Earlier[]> {
	const path = `/conversations?customer=${customer_id}&limit=${MOST}`;
	const { items } = await call<{ items: Earlier[] }>('GET', path);
	return items.filter((each) => each.id !== id);
}
