/** Told in every process when a customer was erased: their id. Whatever is open for them ends. */
export const ERASED = 'customer.erased';
