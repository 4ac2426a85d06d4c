/** In characters; no rule about kinds of characters, which makes passwords worse (NIST SP 800-63B, 3.1.1.2). */
export const PASSWORD = { min: 10, max: 128 };
