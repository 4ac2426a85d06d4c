import { codeIn } from '#journeys/code.ts';
import type { PresentedTurn } from '#journeys/present-turn.ts';
import { SERVICES } from '../../src/parts.ts';
import { type Customer, type Door, fetchAs, type Seen, type Visit } from './door.ts';
import { caller, choicesOf, seenOf } from './rest-door.ts';

type Message = { id: string; author: string; text: string; journey?: PresentedTurn; notice?: { code: string } };

/** A conversation that is followed as it happens: what is pressed is sent as the words on the button. */
export function chatDoor(origin: string): Door {
	const converse = async (customer: Customer, first: string): Promise<Visit> => {
		const call = caller(origin, customer);
		const body = { text: first, lang: 'en', channel: 'web', seen: { time_zone: 'Asia/Ho_Chi_Minh' } };
		const { body: opened } = await call('POST', '/conversations', body);
		const stream = follow(origin, customer, opened.id);
		let last = await stream.next();
		const say = async (text: string) => {
			await call('POST', `/conversations/${opened.id}/messages`, { text });
			last = await stream.next();
			return seenIn(last);
		};
		return {
			see: async () => seenIn(last),
			answer: (said) => say(pressed(last, said)),
			skip: () => say('skip'),
			confirm: () => say('confirm'),
		};
	};
	return {
		name: 'chat',
		begin: (customer, service) => converse(customer, SERVICES.get(service)?.examples.en?.[0] ?? ''),
		resume: (customer, { code }) => converse(customer, `${codeIn(code)}`),
		handOver: (_, at) => at.answer('I want to talk to a person'),
	};
}

/** The words on the button of a value. */
function pressed({ journey }: Message, value: string): string {
	const shape = journey?.ask?.shape;
	const options = shape?.kind === 'choice' ? shape.options : shape?.kind === 'time' ? shape.offers : [];
	return options.find((option) => option.value === value)?.label ?? value;
}

function seenIn({ journey, text, notice }: Message): Seen {
	if (notice?.code === 'handed_over')
		return { at: 'with_team', label: '', fault: false, choices: [], link: undefined, text };
	if (!journey) return { at: 'over', label: '', fault: false, choices: [], link: undefined, text };
	return { ...seenOf(journey), choices: journey.ask ? choicesOf(journey.ask.shape) : [], text };
}

/** By `text/event-stream`, as every chat does. */
function follow(origin: string, customer: Customer, id: string) {
	const heard = new Set<string>();
	const read = async function* () {
		const headers = { authorization: `Bearer ${customer.token}`, accept: 'text/event-stream' };
		const { body } = await fetchAs(customer)(`${origin}/api/v1/conversations/${id}/stream?since=0`, { headers });
		let text = '';
		for await (const part of body ?? []) {
			text += Buffer.from(part).toString();
			const events = text.split('\n\n');
			text = events.pop() ?? '';
			for (const event of events) {
				const [, data] = /^event: message\ndata: (.*)$/m.exec(event) ?? [];
				const message = data ? (JSON.parse(data) as Message) : undefined;
				if (!message || !isTheirs(message) || heard.has(message.id)) continue;
				heard.add(message.id);
				yield message;
			}
		}
	};
	const messages = read();
	return { next: async (): Promise<Message> => (await messages.next()).value as Message };
}

const isTheirs = ({ author, notice }: Message) => author === 'assistant' || notice?.code === 'handed_over';
