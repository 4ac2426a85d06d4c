import { z } from 'zod';
import { UI_LANGS } from '#core/i18n/say.ts';
import type { SettingKind } from '#core/settings.ts';

const MOST_ORIGINS = 50;
const MOST_HINTS = 20;
const LONGEST_WAIT_SECONDS = 3_600;

/** As a browser writes it: scheme, host and port, with nothing after them. */
const originSchema = z
	.string()
	.max(255)
	.refine((text) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text, {
		message: 'must be an origin like https://www.example.com',
	});

/** The sites that may show the chat in a frame; empty: none. */
export const embedOrigins: SettingKind<string[]> = {
	key: 'embed_origins',
	schema: z.array(originSchema).max(MOST_ORIGINS),
	fallback: [],
};

export type ChatLook = { position: 'right' | 'left'; colour: string; label: string };

/** The button on other people's pages. No colour: the brand's; no label: a sign alone. */
export const chatLook: SettingKind<ChatLook> = {
	key: 'chat_look',
	schema: z.strictObject({
		position: z.enum(['right', 'left']),
		colour: z.union([z.literal(''), z.string().regex(/^#[0-9a-f]{6}$/i)]),
		label: z.string().max(40),
	}),
	fallback: { position: 'right', colour: '', label: '' },
};

const hintSchema = z.strictObject({
	/** Under this name a browser remembers that it was shown. */
	id: z.string().regex(/^[\w-]{1,40}$/),
	/** `/pricing` or `/products/*`; a star stands for anything. */
	path: z.string().startsWith('/').max(200),
	after_seconds: z.int().min(0).max(LONGEST_WAIT_SECONDS),
	text: z.partialRecord(z.enum(UI_LANGS), z.string().max(160)),
});

export type ChatHint = z.infer<typeof hintSchema>;

/** What the widget says by itself, once to each visitor; empty: nothing. */
export const chatHints: SettingKind<ChatHint[]> = {
	key: 'chat_hints',
	schema: z.array(hintSchema).max(MOST_HINTS),
	fallback: [],
};

/** Whether a message that nobody looks at is heard, until the customer chooses. */
export const chatSound: SettingKind<boolean> = { key: 'chat_sound', schema: z.boolean(), fallback: false };

export const embeddingSettings = [embedOrigins, chatLook, chatHints, chatSound];
