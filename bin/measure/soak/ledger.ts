/** What the server acknowledged during a soak, to be found again at its end. */
export type Ledger = {
	/** Text of each question by its id. */
	questions: Map<string, string>;
	/** Whether the question with this id was solved. */
	ratings: Map<string, boolean>;
	/** By external id: the word that the last acknowledged text holds, and those of later attempts, which may have come through. */
	articles: Map<string, { word: string; later: string[] }>;
	/** Texts that opened a conversation, each of which was sent until it was acknowledged, under one `Idempotency-Key`. */
	conversations: Set<string>;
	/** Answers by kind of request and status; `lost` counts requests that got none. */
	statuses: Map<string, Map<number | 'lost', number>>;
};

export const newLedger = (): Ledger => ({
	questions: new Map(),
	ratings: new Map(),
	articles: new Map(),
	conversations: new Set(),
	statuses: new Map(),
});

export function count(ledger: Ledger, kind: string, status: number | 'lost'): void {
	const own = ledger.statuses.get(kind) ?? new Map<number | 'lost', number>();
	ledger.statuses.set(kind, own.set(status, (own.get(status) ?? 0) + 1));
}

/** How many answers of any kind had such a status. */
export function countOf(ledger: Ledger, is: (status: number | 'lost') => boolean): number {
	return [...ledger.statuses.values()]
		.flatMap((own) => [...own])
		.reduce((sum, [status, times]) => sum + (is(status) ? times : 0), 0);
}
