import type { Feeds } from './feeds.ts';

const PATIENCE_MS = 5_000;

/** For whoever has nothing to be told by: waits a moment for what the assistant says in this conversation from now on, if it is to say anything. */
export function awaitAnswer({ feeds }: { feeds: Feeds }, conversation: string): Promise<void> {
	return new Promise((resolve) => {
		const end = () => {
			clearTimeout(timer);
			stop();
			resolve();
		};
		const timer = setTimeout(end, PATIENCE_MS);
		const stop = feeds.follow(conversation, {
			version: undefined,
			hear: ({ state, messages }) => {
				if (state.holder !== 'assistant' || messages.some(({ author }) => author === 'assistant')) end();
			},
			passing: () => {},
			gone: end,
		});
	});
}
