import { Refusal } from './call.ts';

type Answer<T> = { data: T | null; error: { code?: string | undefined; status: number } | null };

/** What a call of better-auth's client answered; a refusal is thrown as one of ours. */
export function dataOf<T>({ data, error }: Answer<T>): T | null {
	if (error) throw new Refusal(error.status, error.code ?? (error.status ? 'internal' : 'offline'));
	return data;
}
