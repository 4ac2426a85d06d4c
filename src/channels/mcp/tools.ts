import type { App } from '#app';
import { customerIn, type Actor } from '#core/access.ts';
import { allOffered, type Services } from '#journeys/registry.ts';
import { serviceTool } from './service-tool.ts';
import type { Tool } from './tool.ts';
import { answerTools } from './tools/answers.ts';
import { journeyTools } from './tools/journeys.ts';
import { toolName } from './tell-turn.ts';
import { personTools } from './tools/person.ts';

const EVERYWHERE: readonly Tool[] = [...answerTools, ...journeyTools, ...personTools];

/** By name: what there is in every business, and each of its services as this customer has them. */
export function toolsOf({ services }: Pick<App, 'services'>, actor: Actor): ReadonlyMap<string, Tool> {
	const all = [...EVERYWHERE, ...allOffered(services, customerIn(actor)).map(serviceTool)];
	return new Map(all.map((tool) => [tool.name, tool]));
}

/** A service that is not offered any more: whoever began it may finish it. */
export function toolOfBegun(services: Services, name: string, args: Record<string, unknown>): Tool | undefined {
	const declared = [...(services.settled?.declared.values() ?? [])].find((one) => toolName(one) === name);
	return declared && args.journey_id !== undefined ? serviceTool(declared) : undefined;
}
