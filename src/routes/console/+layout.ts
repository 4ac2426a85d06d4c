// Whoever works here all day gets a framework in the browser.
export const csr = true;
