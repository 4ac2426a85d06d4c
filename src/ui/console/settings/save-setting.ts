import { call } from '../call.ts';

export const saveSetting = (key: string, value: unknown): Promise<void> =>
	call('PUT', `/settings/${key}`, { body: { value } });
