import { until } from '../support/until.ts';
import type { Site } from './site.ts';

type Article = {
	id: string;
	lang: string;
	title: string;
	slug: string;
	body: string;
	questions?: string[];
	status?: string;
};

const OIL_EN = `Change the oil every 2,000 hours or once a year, whichever comes first.

## How to change it

:::steps
1. Let the machine run for five minutes, so that the oil flows.
2. Switch it off and open the drain.
3. Fill in three litres of oil type K 46.
:::

:::danger[Hot oil]
Oil burns the skin at 70 °C. Wear gloves.
:::

## Where old oil goes

Take it to a collection point. See also [the air filter](/articles/filter) and [what is not public](/articles/secret).

| Machine | Oil |
|---|---:|
| K 5 | 3 l |
| K 11 | 6 l |

## How long it takes

About half an hour.
`;

const ARTICLES: Article[] = [
	{
		id: 'oil',
		lang: 'en',
		title: 'Change the oil',
		slug: 'change-the-oil',
		body: OIL_EN,
		questions: [
			'How often must I change the oil?',
			'when must I change the oil',
			'how do I change the oil',
			'when is the next oil change due',
			'which oil do I fill in',
			'how much oil do I fill in',
		],
	},
	{
		id: 'oil',
		lang: 'th',
		title: 'เปลี่ยนน้ำมันเครื่อง',
		slug: 'เปลี่ยนน้ำมัน',
		body: 'เปลี่ยนน้ำมันทุก 2,000 ชั่วโมง หรือปีละครั้ง\n\n## วิธีเปลี่ยน\n\nเปิดวาล์วถ่ายน้ำมันแล้วเติมน้ำมันใหม่',
		questions: ['ต้องเปลี่ยนน้ำมันเครื่องบ่อยแค่ไหน'],
	},
	{
		id: 'oil',
		lang: 'zh-Hans',
		title: '更换机油',
		slug: '更换机油',
		body: '每运行 2000 小时或每年更换一次机油。',
		questions: ['多久更换一次机油？'],
	},
	{
		id: 'filter',
		lang: 'en',
		title: 'Clean the air filter',
		slug: 'air-filter',
		body: 'Blow the air filter out from the inside once a month.',
		questions: [
			'How do I clean the air filter?',
			'when must I clean the air filter',
			'the air filter is dusty',
			'how often is the filter cleaned',
			'can I wash the air filter',
		],
	},
	{
		id: 'warranty',
		lang: 'en',
		title: 'How long is the warranty?',
		slug: 'warranty',
		body: 'The warranty lasts 24 months from delivery. </script><b>Not markup.</b>',
		questions: [
			'How many years of warranty do I get?',
			'how long does the warranty last',
			'is the warranty still valid',
			'what does the warranty cover',
			'when does my warranty end',
		],
	},
	{
		id: 'delivery',
		lang: 'en',
		title: 'When does my order arrive?',
		slug: 'delivery',
		body: 'Parts in stock leave us on the same day and arrive in two working days.',
		questions: [
			'where is my parcel',
			'when does my parcel arrive',
			'how long does delivery take',
			'how long until my order arrives',
			'is my order on its way',
		],
	},
	{
		id: 'secret',
		lang: 'en',
		title: 'Zyxomat draft',
		slug: 'zyxomat',
		body: 'The zyxomat is announced in spring.',
		questions: ['What is the zyxomat?'],
		status: 'draft',
	},
];

/** A few articles in three languages, one of them a draft. Resolves when customers can find them. */
export async function fill(site: Site): Promise<void> {
	const texts = [
		{ lang: 'en', title: 'Maintenance', description: 'Keep it running.' },
		{ lang: 'th', title: 'การบำรุงรักษา', description: 'ดูแลเครื่อง' },
	];
	await site.api('PUT', '/collections/care', { position: 1, texts });
	for (const { id, ...article } of ARTICLES)
		await site.api('PUT', `/articles/by-external-id/${id}`, { ...article, collection: 'care' });
	type Found = { results: unknown[] };
	await until(async () => (await site.api<Found>('GET', '/search?q=parcel&lang=en')).results.length > 0, 20_000);
}
