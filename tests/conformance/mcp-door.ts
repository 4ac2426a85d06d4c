import type { PresentedTurn } from '#journeys/present-turn.ts';
import { type Agent, agentAt } from '../support/agent.ts';
import { type Door, fetchAs, type Seen, type Visit } from './door.ts';
import { seenOf } from './rest-door.ts';

/** A program that speaks for a customer, by the official client. */
export function mcpDoor(origin: string): Door {
	const visit = async (agent: Agent, tool: string, journey_id: string): Promise<Visit> => {
		const turn = async () => (await agent.use('get_journey', { journey_id })).data as PresentedTurn;
		const use = async (args: object): Promise<Seen> => {
			const asked = (await turn()).ask?.name;
			const { data, failed } = await agent.use(tool, { journey_id, ...args });
			const now = failed ? await turn() : (data as PresentedTurn);
			return { ...seenOf(now), fault: failed || (asked !== undefined && asked in now.faults) };
		};
		const asked = async () => (await turn()).ask?.name ?? '';
		return {
			see: async () => seenOf(await turn()),
			answer: async (value) => use({ [await asked()]: value }),
			skip: async () => use({ [await asked()]: null }),
			confirm: () => use({ confirm: true }),
		};
	};
	const toolOf = (service: string) => service.replaceAll('-', '_');
	return {
		name: 'mcp',
		begin: async (customer, service) => {
			const agent = await agentAt(origin, { token: customer.token, fetch: fetchAs(customer) });
			const { data } = await agent.use(toolOf(service), { lang: 'en', time_zone: 'Asia/Ho_Chi_Minh' });
			return visit(agent, toolOf(service), data.id);
		},
		resume: async (customer, { code, service }) => {
			const agent = await agentAt(origin, { token: customer.token, fetch: fetchAs(customer) });
			const { data } = await agent.use('go_on', { code });
			return visit(agent, toolOf(service), data.id);
		},
	};
}
