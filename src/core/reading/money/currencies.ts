/** What people write for a currency; a symbol that many share is the asker's own if that uses it, and else the first here. */
export const SIGNS: Record<string, readonly string[]> = {
	us$: ['USD'],
	a$: ['AUD'],
	s$: ['SGD'],
	nt$: ['TWD'],
	hk$: ['HKD'],
	c$: ['CAD'],
	$: ['USD', 'AUD', 'CAD', 'SGD', 'HKD', 'TWD', 'NZD', 'MXN'],
	'€': ['EUR'],
	'£': ['GBP'],
	'¥': ['CNY', 'JPY'],
	'฿': ['THB'],
	'₫': ['VND'],
	'₩': ['KRW'],
	'₹': ['INR'],
	đ: ['VND'],
	d: ['VND'],
	đồng: ['VND'],
	dong: ['VND'],
	vnđ: ['VND'],
	บาท: ['THB'],
	บ: ['THB'],
	baht: ['THB'],
	元: ['CNY', 'TWD', 'HKD'],
	块: ['CNY', 'TWD', 'HKD'],
	块钱: ['CNY', 'TWD', 'HKD'],
	人民币: ['CNY'],
	rmb: ['CNY'],
	美元: ['USD'],
	美金: ['USD'],
	欧元: ['EUR'],
	日元: ['JPY'],
	港币: ['HKD'],
	台币: ['TWD'],
	新台币: ['TWD'],
	泰铢: ['THB'],
	越南盾: ['VND'],
	dollar: ['USD', 'AUD', 'CAD', 'SGD', 'HKD', 'TWD', 'NZD'],
	dollars: ['USD', 'AUD', 'CAD', 'SGD', 'HKD', 'TWD', 'NZD'],
	bucks: ['USD', 'AUD', 'CAD', 'NZD'],
	euro: ['EUR'],
	euros: ['EUR'],
	pound: ['GBP'],
	pounds: ['GBP'],
	quid: ['GBP'],
	yuan: ['CNY'],
	yen: ['JPY'],
	đô: ['USD'],
	'đô la': ['USD'],
	'nhân dân tệ': ['CNY'],
	ดอลลาร์: ['USD'],
	ยูโร: ['EUR'],
	หยวน: ['CNY'],
	ดอง: ['VND'],
};

const CODES = new Set(Intl.supportedValuesOf('currency'));
const digits = new Map<string, number>();

export const isCurrency = (code: string): boolean => CODES.has(code);

/** Decimals of its smallest coin, as `Intl` has them. */
export function minorDigits(currency: string): number {
	const known = digits.get(currency);
	if (known !== undefined) return known;
	const format = new Intl.NumberFormat('en', { style: 'currency', currency });
	const made = format.resolvedOptions().maximumFractionDigits ?? 2;
	digits.set(currency, made);
	return made;
}
