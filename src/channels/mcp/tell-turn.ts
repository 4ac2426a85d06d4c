import type { Turn } from '#journeys/turn.ts';
import { shownTurn } from './shown-turn.ts';
import { type Call, replyOf } from './tool.ts';
import { turnText } from './turn-text.ts';

export const channel = 'mcp';

export const toolName = ({ id }: { id: string }): string => id.replaceAll('-', '_');

/** How a journey stands, in words and as data. */
export function tellTurn({ origin }: Call, turn: Turn, note?: string) {
	const data = shownTurn(turn);
	const tool = toolName({ id: turn.journey.service });
	return replyOf({ text: turnText({ turn: data, tool, origin, note }), data });
}
