/** The words of numbers, as `word:value` lists parted by `|`. */
export type NumberWords = {
	/** Also what stands for a whole number by itself. */
	ones: string;
	/** Take a one after them: `twenty one`. */
	tens: string;
	/** Multiply what is right before them. */
	small: string;
	/** Multiply all before them. */
	big: string;
	/** Mean one before a multiplier. */
	articles: string;
	/** Half of the last unit more, after the number. */
	half: string;
};
