export { sight, sightingsOf } from './sighting.ts';
export {
	type ChatHint,
	type ChatLook,
	chatHints,
	chatLook,
	chatSound,
	embeddingSettings,
	embedOrigins,
} from './settings.ts';
