import type { App } from '#app';
import { serviceTool } from './service-tool.ts';
import type { Tool } from './tool.ts';
import { answerTools } from './tools/answers.ts';
import { journeyTools } from './tools/journeys.ts';
import { personTools } from './tools/person.ts';

const EVERYWHERE: readonly Tool[] = [...answerTools, ...journeyTools, ...personTools];

/** By name: what there is in every business, and each of its services. */
export function toolsOf({ services }: App): ReadonlyMap<string, Tool> {
	const all = [...EVERYWHERE, ...[...services.values()].map(serviceTool)];
	return new Map(all.map((tool) => [tool.name, tool]));
}
