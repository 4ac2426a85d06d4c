/** As people write it there. */
export const numberIn = (value: number, lang: string): string => new Intl.NumberFormat(lang).format(value);
