import { storable } from '#core/text/storable.ts';
import type { Route } from './route.ts';

export type Match = { route: Route; params: Record<string, string> };
export type Lookup = Match | { allowed: string[] } | undefined;

type Entry = { pattern: RegExp; names: string[]; routes: Route[] };

/** Finds the route of a method and path. A known path with another method says which methods it takes. */
export function routeTable(routes: readonly Route[]): (method: string, path: string) => Lookup {
	const fixed = new Map<string, Route[]>();
	const open = new Map<string, Entry>();
	for (const route of routes) {
		if (!route.path.includes('{')) fixed.set(route.path, [...(fixed.get(route.path) ?? []), route]);
		else open.set(route.path, { ...compile(route.path), routes: [...(open.get(route.path)?.routes ?? []), route] });
	}
	const entries = [...open.values()];
	return (method, path) => {
		const exact = fixed.get(path);
		if (exact) return pick(exact, method, {});
		for (const { pattern, names, routes: candidates } of entries) {
			const found = pattern.exec(path);
			if (!found) continue;
			const params = decodeAll(names, found.slice(1));
			return params && pick(candidates, method, params);
		}
		return undefined;
	};
}

function compile(path: string): { pattern: RegExp; names: string[] } {
	const names: string[] = [];
	const source = path.replace(/\{(\w+)\}/g, (_, name: string) => {
		names.push(name);
		return '([^/]+)';
	});
	return { pattern: new RegExp(`^${source}$`), names };
}

function pick(routes: Route[], method: string, params: Record<string, string>): Lookup {
	const route = routes.find((candidate) => candidate.method === method);
	return route ? { route, params } : { allowed: routes.map((candidate) => candidate.method) };
}

/** Nothing when a part is broken percent-encoding: such an address does not exist. */
function decodeAll(names: string[], values: string[]): Record<string, string> | undefined {
	try {
		return Object.fromEntries(names.map((name, i) => [name, storable(decodeURIComponent(values[i] ?? ''))]));
	} catch {
		return undefined;
	}
}
