/** Runs what comes under one name one after the other, and what comes under different names at once. */
export function inLine(): <T>(name: string, act: () => Promise<T>) => Promise<T> {
	const last = new Map<string, Promise<unknown>>();
	return (name, act) => {
		const turn = (last.get(name) ?? Promise.resolve()).then(act, act);
		last.set(name, turn);
		const forget = () => {
			if (last.get(name) === turn) last.delete(name);
		};
		turn.then(forget, forget);
		return turn;
	};
}
