/** Where the requests of signing in come in. */
export const AUTH_PATH = '/api/auth';

/** The name of the provider by OpenID Connect in addresses. */
export const OIDC = 'oidc';

/** The client's address; our server writes it over whatever a client sends under this name. */
export const ADDRESS_HEADER = 'x-saunders-address';
