/** What people call a conversation by, on the page and in mails: the end of its id, which is random. */
export const referenceOf = (id: string) => id.slice(-8).toUpperCase();
