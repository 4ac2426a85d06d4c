import { call } from '../call.ts';
import type { Item } from './list-types.ts';
import type { Conversation } from './types.ts';

export type Earlier = Pick<Conversation, 'id' | 'subject' | 'status' | 'customer_id' | 'created_at'>;

const MOST = 50;

/** What can be merged: what the same customer wrote besides, the newest first. */
export async function earlierOf({ id, customer_id }: Pick<Conversation, 'id' | 'customer_id'>): Promise<Earlier[]> {
	const path = `/conversations?customer=${customer_id}&limit=${MOST}`;
	const { items } = await call<{ items: Earlier[] }>('GET', path);
	return items.filter((each) => each.id !== id);
}

export type EarlierMatters = {
	conversations: Pick<Item, 'id' | 'subject' | 'created_at'>[];
	questions: { id: string; text: string; lang: string; at: string }[];
};

/** The other matters of whoever a conversation is from, under all of their ids, and what they asked outside of conversations. */
export const earlierMattersOf = (id: string): Promise<EarlierMatters> =>
	call<EarlierMatters>('GET', `/conversations/${id}/earlier`);
