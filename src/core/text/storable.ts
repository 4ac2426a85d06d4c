/** Postgres keeps neither NUL nor half a surrogate pair; nobody typed either on purpose. */
export const storable = (text: string): string =>
	(text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed();
