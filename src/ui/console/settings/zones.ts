/** What browsers still call by an old name is known to people, and to newer databases, by another. */
const RENAMED: Record<string, string> = {
	'Africa/Asmera': 'Africa/Asmara',
	'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
	'America/Godthab': 'America/Nuuk',
	'America/Indianapolis': 'America/Indiana/Indianapolis',
	'Asia/Calcutta': 'Asia/Kolkata',
	'Asia/Katmandu': 'Asia/Kathmandu',
	'Asia/Rangoon': 'Asia/Yangon',
	'Asia/Saigon': 'Asia/Ho_Chi_Minh',
	'Atlantic/Faeroe': 'Atlantic/Faroe',
	'Europe/Kiev': 'Europe/Kyiv',
	'Pacific/Enderbury': 'Pacific/Kanton',
	'Pacific/Ponape': 'Pacific/Pohnpei',
	'Pacific/Truk': 'Pacific/Chuuk',
};

/** Cities that people look for and no zone is named after. */
const ALSO: Record<string, string> = {
	'America/Los_Angeles': 'San Francisco Seattle',
	'America/New_York': 'Boston Washington',
	'Asia/Ho_Chi_Minh': 'Saigon Hanoi Hà Nội Đà Nẵng',
	'Asia/Kolkata': 'Calcutta Delhi Mumbai Bangalore',
	'Asia/Shanghai': 'Beijing Shenzhen Guangzhou 北京 上海 广州 深圳 廣州',
	'Asia/Taipei': '台北 臺北',
	'Asia/Hong_Kong': '香港',
	'Asia/Bangkok': 'กรุงเทพ เชียงใหม่',
	'Europe/Berlin': 'Munich Hamburg Frankfurt',
};

export type Zone = {
	/** The IANA name. */
	id: string;
	/** How a country or region calls its time, in the language of the page. */
	name: string;
	/** From Greenwich now, such as `GMT+07:00`. */
	offset: string;
	words: readonly string[];
};

const newest = (id: string): string => RENAMED[id] ?? id;

/** Where the browser is. */
export const zoneHere = (): string => newest(new Intl.DateTimeFormat().resolvedOptions().timeZone);

/** A zone as it stands in a field: `Asia/Ho Chi Minh, GMT+07:00`. */
export const zoneLabel = (id: string): string => `${id.replaceAll('_', ' ')}, ${offsetOf(id)}`;

export const zoneIds = (): string[] =>
	['UTC', ...Intl.supportedValuesOf('timeZone').filter((id) => id !== 'UTC')].map(newest);

const AT_ONCE = 20;

/** All zones, in the order of their names. To name one takes most of a millisecond: in between, the page may do what else there is to do. */
export async function zonesIn(lang: string): Promise<Zone[]> {
	const zones: Zone[] = [];
	for (const id of zoneIds()) {
		if (zones.length % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setTimeout(resolve));
		zones.push(zoneOf(id, lang));
	}
	return zones.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function zoneOf(id: string, lang: string): Zone {
	const name = partOf(id, lang, 'shortGeneric');
	const offset = offsetOf(id);
	const short = offset.replace(/^GMT([+-])0?(\d+)(?::00)?/, '$1$2');
	const words = foldedWords(
		`${id} ${name} ${ALSO[id] ?? ''} ${offset} ${offset.slice(3)} ${short} utc${short} gmt${short}`,
	);
	return { id, name, offset, words };
}

const offsetOf = (id: string) => partOf(id, 'en', 'longOffset');

const partOf = (timeZone: string, lang: string, timeZoneName: 'shortGeneric' | 'longOffset'): string =>
	new Intl.DateTimeFormat(lang, { timeZone, timeZoneName })
		.formatToParts(new Date())
		.find(({ type }) => type === 'timeZoneName')?.value ?? '';

/** Those of which every word that was typed begins a word; those named so first. */
export function findZones(zones: readonly Zone[], typed: string): readonly Zone[] {
	const wanted = foldedWords(typed);
	const fits = zones.filter(({ words }) => wanted.every((one) => words.some((word) => isBegun(word, one))));
	const isNamedSo = ({ id }: Zone) => foldedWords(id.split('/').at(-1) ?? '')[0]?.startsWith(wanted[0] ?? '') ?? false;
	return [...fits.filter(isNamedSo), ...fits.filter((zone) => !isNamedSo(zone))];
}

/** Thai and Chinese leave no space between words. */
const isBegun = (word: string, typed: string) =>
	/[\p{Script=Thai}\p{Script=Han}]/u.test(typed) ? word.includes(typed) : word.startsWith(typed);

const foldedWords = (text: string): string[] =>
	text
		.normalize('NFD')
		.replaceAll(/\p{Mn}/gu, '')
		.toLowerCase()
		.replaceAll('đ', 'd')
		.split(/[\s/_,]+/)
		.filter(Boolean);
