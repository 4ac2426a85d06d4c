export { PASSWORD } from './password.ts';
export { type Role, ROLES } from './roles.ts';
export { AUTH_PATH, OIDC } from './sign-in/address.ts';
export { SET_UP_STEPS, type SetUpStep } from './set-up-steps.ts';
export { CONSOLE_HEADER } from './sign-in/console-header.ts';
