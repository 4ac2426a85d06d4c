import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

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
	],
	// The small script of the pages (src/ui/client) is built as what Vite calls a worker, and is a module in both worlds.
	// The chat is one with components: its styles stand in the pages, which render the same components.
	worker: { format: 'es', plugins: () => [svelte()] },
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
