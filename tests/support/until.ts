/** Waits for the thing itself: asks until the answer is truthy, and fails with the last answer after `ms`. */
export async function until<T>(
	ask: () => Promise<T> | T,
	ms = 10_000,
): Promise<Exclude<T, false | 0 | '' | null | undefined>> {
	const end = Date.now() + ms;
	for (;;) {
		const answer = await ask();
		if (answer) return answer as Exclude<T, false | 0 | '' | null | undefined>;
		if (Date.now() > end) throw new Error(`waited ${ms} ms in vain; last answer: ${JSON.stringify(answer)}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
