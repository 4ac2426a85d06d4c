export { type View, VIEWS } from './list/views.ts';
