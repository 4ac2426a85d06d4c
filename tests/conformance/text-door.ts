import { TEXTS } from '#core/i18n/texts.ts';
import { SERVICES } from '../../src/parts.ts';
import type { Customer, Door, Seen, Visit } from './door.ts';
import { caller } from './rest-door.ts';

const CONFIRM = TEXTS.en.journey_text_confirm({});
const PASSED_ON = TEXTS.en.chat_notice_handed_over({});

/** One message after the other, read as it would be on the smallest telephone. */
export function textDoor(origin: string, labels: ReadonlySet<string>): Door {
	const visit = (customer: Customer, first: string): Visit & { last(): string } => {
		let last = first;
		const say = async (text: string): Promise<Seen> => {
			const { body } = await caller(origin, customer)('POST', '/text', {
				text,
				lang: 'en',
				time_zone: 'Asia/Ho_Chi_Minh',
			});
			last = body.text;
			return read(last, labels);
		};
		return {
			see: async () => read(last, labels),
			answer: say,
			skip: () => say('skip'),
			confirm: () => say('confirm'),
			last: () => last,
		};
	};
	const begun = async (customer: Customer, text: string) => {
		const { body } = await caller(origin, customer)('POST', '/text', {
			text,
			lang: 'en',
			time_zone: 'Asia/Ho_Chi_Minh',
		});
		return visit(customer, body.text);
	};
	return {
		name: 'text',
		begin: (customer, service) => begun(customer, SERVICES.get(service)?.examples.en?.[0] ?? ''),
		resume: (customer, { code }) => begun(customer, code),
		handOver: (customer, at) => at.answer('I want to talk to a person'),
	};
}

function read(text: string, labels: ReadonlySet<string>): Seen {
	const lines = text.split('\n');
	const asked = lines.findLastIndex((line) => labels.has(line));
	const numbered = lines.filter((line) => /^\d+\. /.test(line));
	const link = lines.find((line) => /^https?:\/\/\S+\/go-on\?/.test(line));
	const isReview = text.includes(CONFIRM);
	const at = text.includes(PASSED_ON) ? 'with_team' : isReview ? 'review' : asked >= 0 ? 'asks' : 'over';
	return {
		at,
		label: asked >= 0 ? (lines[asked] ?? '') : '',
		fault: asked > 0,
		choices: numbered.map((line) => line.split('.')[0] ?? ''),
		link,
		text,
	};
}
