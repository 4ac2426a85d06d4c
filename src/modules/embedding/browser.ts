export type { ChatHint, ChatLook } from './settings.ts';
