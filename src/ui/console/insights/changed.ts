/** The address of a page with some of its parameters changed; an empty one goes. */
export const changed =
	({ search }: { search: string }) =>
	(change: Record<string, string>): string => {
		const params = new URLSearchParams(search);
		for (const [name, value] of Object.entries(change)) {
			if (value) params.set(name, value);
			else params.delete(name);
		}
		return `?${params}`;
	};
