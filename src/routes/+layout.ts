// The help centre ships HTML and one small script of its own (src/ui/client); pages that need a framework in the browser say so themselves.
export const csr = false;
