/**
 * Whether a key belongs to an input method (Chinese, Vietnamese, Thai), as the Enter that takes over a word. Safari ends the composition before it tells
 * of that key, which then only has the number that all keys of input methods have.
 */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
