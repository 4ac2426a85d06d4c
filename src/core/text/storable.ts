/** Postgres keeps neither NUL nor half a surrogate pair; nobody typed either on purpose. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '');
