/** `loader.ts` as other people's pages take it; see vite.config.ts. */
declare module 'virtual:loader' {
	const script: string;
	export default script;
}
