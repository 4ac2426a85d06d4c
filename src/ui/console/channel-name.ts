import type { SayHere } from '../words.ts';

/** Where questions come from. */
export const CHANNELS = ['web', 'api', 'mcp', 'email'] as const;

const isKnown = (channel: string): channel is (typeof CHANNELS)[number] => CHANNELS.some((known) => known === channel);

/** A channel as people call it; one that we have no word for by its own name. */
export function channelName(say: SayHere, channel: string): string {
	if (isKnown(channel)) return say(`insights_${channel}`);
	return channel || say('insights_unknown');
}
