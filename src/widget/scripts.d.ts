/** `loader.ts` and `hints.ts` as other people's pages take them; see vite.config.ts. */
declare module 'virtual:widget/*' {
	const script: string;
	export default script;
}
