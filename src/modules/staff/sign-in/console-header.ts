/** The console says by this header that it acts for a member: a plain page of the help centre in the same browser acts for a customer. */
export const CONSOLE_HEADER = 'x-saunders-console';
