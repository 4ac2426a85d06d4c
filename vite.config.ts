import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, defineConfig } from 'vite';

export default defineConfig({
	plugins: [
		sveltekit({
			adapter: adapter({ envPrefix: 'KIT_' }),
			csp: {
				mode: 'hash',
				directives: {
					'default-src': ['none'],
					'script-src': ['self'],
					'style-src': ['self'],
					'img-src': ['self', 'data:', 'https:'],
					'media-src': ['self', 'https:'],
					'connect-src': ['self'],
					'form-action': ['self'],
					'base-uri': ['none'],
					'frame-ancestors': ['none'],
				},
			},
		}),
		leaveToNode(),
		handOutWidget(),
	],
	// The small script of the pages (src/ui/client) is built as what Vite calls a worker, and is a module in both worlds.
	// The chat is one with components: its styles stand in the pages, which render the same components.
	worker: { format: 'es', plugins: () => [svelte({ compilerOptions: { discloseVersion: false } })] },
});

/** On the server the pages use the program's own modules, as Node loads them: a second copy of them in the bundle would only cost memory. */
function leaveToNode() {
	return {
		name: 'saunders:leave-to-node',
		apply: 'build' as const,
		enforce: 'pre' as const,
		applyToEnvironment: ({ name }: { name: string }) => name === 'ssr',
		resolveId(id: string) {
			if (/^#(app$|core\/|modules\/|channels\/|server\/)/.test(id) && !id.endsWith('.svelte'))
				return { id, external: true };
			return undefined;
		},
	};
}

/** `virtual:widget/loader` is that script of src/widget for other people's pages as a text: bundled and small, and no module, so that any page can take it. */
function handOutWidget() {
	const prefix = 'virtual:widget/';
	return {
		name: 'saunders:widget',
		resolveId: (id: string) => (id.startsWith(prefix) ? `\0${id}` : undefined),
		load: async (id: string) => {
			if (!id.startsWith(`\0${prefix}`)) return undefined;
			const entry = `src/widget/${id.slice(prefix.length + 1)}.ts`;
			const lib = { entry, formats: ['iife' as const], name: 'widget' };
			const made = await build({
				configFile: false,
				publicDir: false,
				logLevel: 'warn',
				build: { lib, write: false, minify: true, target: 'es2022' },
			});
			const [bundle] = Array.isArray(made) ? made : [made];
			const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined;
			return `export default ${JSON.stringify(chunk?.code)}`;
		},
	};
}
