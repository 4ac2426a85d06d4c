import { type Customer, type Door, fetchAs, type Seen, type Visit } from './door.ts';

/** Pages and forms, as a browser without a script has them. */
export function webDoor(origin: string): Door {
	const load = async (customer: Customer, at: string, form?: FormData) => {
		const headers = { cookie: `saunders_session=${customer.token}`, origin, accept: 'text/html' };
		const response = await fetchAs(customer)(new URL(at, origin), {
			headers,
			redirect: 'manual',
			...(form && { method: 'POST', body: form }),
		});
		return { to: response.headers.get('location') ?? '', html: await response.text() };
	};
	const visit = (customer: Customer, page: string): Visit => {
		const see = async () => read((await load(customer, page)).html);
		const send = async (act: string, fields: Record<string, string>): Promise<Seen> => {
			const form = new FormData();
			for (const [name, value] of Object.entries(fields)) form.append(name, value);
			const { to, html } = await load(customer, `${page}?/${act}`, form);
			return to ? see() : read(html);
		};
		const asked = async () => nameIn((await load(customer, page)).html);
		return {
			see,
			answer: async (value) => {
				const { html } = await load(customer, page);
				const name = nameIn(html);
				const [, shape = ''] = new RegExp(`name="shape\\.${name}" value="([^"]*)"`).exec(html) ?? [];
				return send('answer', { [`shape.${name}`]: shape, [`answer.${name}`]: value });
			},
			skip: async () => send('skip', { name: await asked() }),
			confirm: () => send('confirm', {}),
		};
	};
	return {
		name: 'web',
		begin: async (customer, service) => {
			const form = new FormData();
			form.append('zone', 'Asia/Ho_Chi_Minh');
			const { to } = await load(customer, `/en/services/${service}`, form);
			return visit(customer, to);
		},
		resume: async (customer, { code }) => {
			const form = new FormData();
			form.append('code', code);
			const { to } = await load(customer, '/en/go-on', form);
			return visit(customer, to);
		},
	};
}

const nameIn = (html: string): string => /name="shape\.([a-z_]+)"/.exec(html)?.[1] ?? '';

function read(html: string): Seen {
	const main = html.slice(html.indexOf('data-journey='));
	const [, label = ''] =
		/<(?:legend|label)[^>]*class="label[^"]*"[^>]*>([\s\S]*?)<(?:span|\/legend|\/label)/.exec(main) ?? [];
	const isReview = main.includes('action="?/confirm"');
	const name = nameIn(main);
	const at = isReview ? 'review' : name !== '' ? 'asks' : 'over';
	const values = [
		...main.matchAll(/<input(?=[^>]*type="(?:radio|checkbox)")[^>]*name="answer\.[^"]*"[^>]*value="([^"]*)"/g),
	];
	return {
		at,
		label: plain(label),
		fault: /class="fault/.test(main),
		choices: values.map(([, value = '']) => plain(value)),
		link: undefined,
		text: plain(main.replaceAll(/<[^>]+>/g, ' ')),
	};
}

const plain = (html: string): string =>
	html
		.replaceAll(/<!--.*?-->/g, '')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&')
		.replaceAll(/\s+/g, ' ')
		.trim();
