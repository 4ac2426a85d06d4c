/** The character table of OpenCC as one string: `traditional simplified[ simplified…]|…`. The package ships no types for it. */
declare module 'opencc-js/dict/TSCharacters' {
	const table: string;
	export default table;
}
