/** Waits for all at once, each under its name. Rejects with the first that fails. */
export async function allOf<T extends Record<string, Promise<unknown>>>(
	promises: T,
): Promise<{ [Name in keyof T]: Awaited<T[Name]> }> {
	const waited = Object.entries(promises).map(async ([name, promise]) => [name, await promise] as const);
	return Object.fromEntries(await Promise.all(waited)) as { [Name in keyof T]: Awaited<T[Name]> };
}
