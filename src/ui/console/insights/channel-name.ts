import type { SayHere } from '../../words.ts';

/** A channel as people call it; one that we have no word for by its own name. */
export function channelName(say: SayHere, channel: string): string {
	if (channel === 'web' || channel === 'api' || channel === 'email') return say(`insights_${channel}`);
	return channel || say('insights_unknown');
}
