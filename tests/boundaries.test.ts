import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..');
const ALIASES: Record<string, string> = {
	'#core/': 'src/core/',
	'#journeys/': 'src/journeys/',
	'#modules/': 'src/modules/',
	'#channels/': 'src/channels/',
	'#server/': 'src/server/',
	'#ui/': 'src/ui/',
};

/** Who may import what: a layer sees itself and those after it. `app`, `server` and `worker` tie everything together. */
const LAYERS = ['routes', 'channels', 'widget', 'ui', 'modules', 'journeys', 'core'] as const;
/** What serves everywhere is handed the app and looks up what it registered; other layers know its type at most. */
const DOORS = ['routes', 'channels'];
/** A program of its own, which should load no more than it needs. */
const BESIDE = /\.(worker|process)\.ts$/;

const sources = globSync('src/**/*.{ts,svelte}', { cwd: ROOT }).filter(
	(file) => !/\.(test|fixture)\.ts$|paraglide|\.d\.ts$/.test(file),
);

test('imports go one way: routes, channels, modules, journeys, core', () => {
	expect(
		sources.flatMap((file) =>
			importsOf(file)
				.filter(({ target, typeOnly }) => !allowed(file, target, typeOnly))
				.map(({ target }) => `${file} imports ${target}`),
		),
	).toEqual([]);
});

test('a module is entered only through its index.ts, from a browser through its browser.ts, from a program beside the server through its beside.ts', () => {
	const intruders = sources.flatMap((file) =>
		importsOf(file)
			.filter(
				({ target }) =>
					moduleOf(target) &&
					moduleOf(target) !== moduleOf(file) &&
					!/^src\/modules\/[^/]+\/(index\.ts|browser\.ts|[^/]+\.svelte)$/.test(target) &&
					!(BESIDE.test(file) && /^src\/modules\/[^/]+\/beside\.ts$/.test(target)),
			)
			.map(({ target }) => `${file} imports ${target}`),
	);
	expect(intruders).toEqual([]);
});

test('nothing below the routes knows SvelteKit', () => {
	const below = sources.filter(
		(file) => /^src\/(core|journeys|modules|channels|server)\//.test(file) && file.endsWith('.ts'),
	);
	expect(
		below.filter((file) =>
			/from '(\$app|\$env|\$lib|@sveltejs\/kit)/.test(readFileSync(path.join(ROOT, file), 'utf8')),
		),
	).toEqual([]);
});

type Import = { target: string; typeOnly: boolean };

function importsOf(file: string): Import[] {
	const text = readFileSync(path.join(ROOT, file), 'utf8');
	return [...text.matchAll(/(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/g)].flatMap(
		([, type, specifier]) => {
			const target = resolve(file, specifier ?? '');
			return target ? [{ target, typeOnly: type !== undefined }] : [];
		},
	);
}

function resolve(file: string, specifier: string): string | undefined {
	if (specifier === '#app') return 'src/app.ts';
	const alias = Object.keys(ALIASES).find((prefix) => specifier.startsWith(prefix));
	if (alias) return specifier.replace(alias, ALIASES[alias] ?? '');
	return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : undefined;
}

const layerOf = (file: string) => LAYERS.find((layer) => file.startsWith(`src/${layer}/`));
const moduleOf = (file: string) => /^src\/modules\/([^/]+)\//.exec(file)?.[1];

function allowed(file: string, target: string, typeOnly: boolean): boolean {
	const from = layerOf(file);
	if (!from) return true;
	if (target === 'src/app.ts') return DOORS.includes(from) || (typeOnly && from !== 'core' && from !== 'modules');
	// The demo is loaded and taken away through the same doors as everything else.
	if (target.startsWith('db/seed/')) return DOORS.includes(from);
	// The console shows what the documentation does, from the one text.
	if (target.startsWith('docs/')) return from === 'routes';
	const to = layerOf(target);
	return to !== undefined && LAYERS.indexOf(to) >= LAYERS.indexOf(from);
}
