export { FEEDBACK_REASONS } from './feedback/reasons.ts';
