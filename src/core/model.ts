import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { EmbeddingModel, LanguageModel } from 'ai';
import { z } from 'zod';
import type { SettingKind, Settings } from './settings.ts';

const name = (key: string): SettingKind<string> => ({
	key,
	schema: z.string().max(200),
	fallback: '',
	env: key.toUpperCase(),
});

/** Where an OpenAI-compatible model answers, up to and with `/v1`. Empty: no model is used anywhere. */
export const aiBaseUrl: SettingKind<string> = {
	key: 'ai_base_url',
	schema: z.union([z.url({ protocol: /^https?$/ }), z.literal('')]),
	fallback: '',
	env: 'AI_BASE_URL',
};
/** Empty for a model of one's own that asks for none. */
const aiApiKey: SettingKind<string> = { ...name('ai_api_key'), schema: z.string().max(1_000), secret: true };
/** The model that words answers. Empty: answers stay word for word. */
const aiModel = name('ai_model');
/** The model that reads passages and questions as vectors. Empty: search goes by words alone. */
const embeddingModel = name('embedding_model');

export const modelSettings = [aiBaseUrl, aiApiKey, aiModel, embeddingModel] as const;

/** The model that words answers, if the owner has set one. */
export function chatModel(settings: Settings): LanguageModel | undefined {
	const id = settings.get(aiModel);
	return id ? provider(settings)?.chatModel(id) : undefined;
}

/** The model that makes vectors, if the owner has set one. `id` is kept with what it made: vectors of two models do not compare. */
export function vectorModel(settings: Settings): { id: string; model: EmbeddingModel } | undefined {
	const id = settings.get(embeddingModel);
	const model = id ? provider(settings)?.embeddingModel(id) : undefined;
	return model && { id, model };
}

function provider(settings: Settings) {
	const baseURL = settings.get(aiBaseUrl);
	const apiKey = settings.get(aiApiKey);
	return baseURL ? createOpenAICompatible({ name: 'model', baseURL, ...(apiKey && { apiKey }) }) : undefined;
}
