import { stemmerFor } from './stem.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** The most frequent words of languages in Latin script, for telling them apart. Words that several share are left out of the weaker. */
export const FUNCTION_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
	en: set(
		'the of and to in is are was were be been it its this that these those for with on as at by from have has had do does did not what which who whom whose when where why how many much can could would should will may might my your our their his her you we they he she i am an a or if there any about into than then so but no yes me please get got want need use using make made after before during did name kind type first most other',
	),
	de: set(
		'der die das und ist sind war nicht ein eine einen einem einer mit auf für von zu den dem des im ich wie was wo wann warum kann mein meine sie wir es auch wird werden hat haben bei nach aus oder wenn mir mich zum zur',
	),
	fr: set(
		'le la les des et est sont une un du dans pour avec sur pas ne que qui quoi comment où quand pourquoi je mon ma mes vous nous il elle ce cette au aux par puis peux être avoir ai votre quel quelle',
	),
	es: set(
		'el la los las y es son una un de en para con por que qué cómo dónde cuándo cuál no mi mis su se lo del al puedo tengo está como más pero hay ser quiero usted yo',
	),
	it: set(
		'il lo la gli le e è sono una un di in per con che chi come dove quando perché non mio mia si del della nel alla posso ho più ma anche cosa questo quale',
	),
	pt: set(
		'o a os as e é são uma um de em para com por que como onde quando qual não meu minha se do da no na posso tenho está mais mas você eu quero pelo ao dos das',
	),
	nl: set(
		'de het een en is zijn niet van op voor met ik hoe wat waar wanneer waarom kan mijn u wij ze er ook naar bij uit of als mag wordt heb dit dat',
	),
	sv: set(
		'och är en ett den det som inte på för med av jag hur vad var när varför kan min mitt du vi de har till från om',
	),
	da: set(
		'og er en et den det som ikke på for med af jeg hvordan hvad hvor hvornår hvorfor kan min mit du vi de har til fra om',
	),
	fi: set('ja on ei se että miten mitä missä milloin miksi voin minun en ole oli mutta kun kuin tai sen myös'),
	pl: set('i w na z do nie jest są się to jak co gdzie kiedy dlaczego czy mogę mój moja dla po od za że przez być mam'),
	cs: set('na do ne je jsou se to jak co kde kdy proč mohu můj pro po od za že být mám jsem'),
	ro: set('și în la cu de nu este sunt un o care ce cum unde când pot meu mea pentru pe din să am'),
	hu: set('a az és egy nem van hogy mi hol mikor miért lehet meg is ez de ha csak vagy'),
	tr: set('ve bir bu için ile ne nasıl nerede zaman neden mi mı var yok değil ben benim çok da de olarak'),
	id: set(
		'yang dan di ke dari untuk dengan tidak ini itu saya apa bagaimana dimana kapan mengapa bisa ada adalah pada akan',
	),
};

/** Frequent Vietnamese syllables without their marks, as people type them on phones. */
export const PLAIN_VIETNAMESE = set(
	'la cua co khong nhu the nao bao nhieu gi duoc toi cho lam trong nguoi va cac mot khi de dau ai muon bi hang doi tra nhung voi thi ma tu den o da se dang phai can nay do ve sao vao ra len nam hai ba truoc sau nhieu hon nhat cung minh ban chung ho tai vi hay hoac neu thu gui mua gia tien loi may hoi giup den loai dieu nuoc viec ten ngay gio thang bang theo dien thanh dau tien lai con so bat su dung quoc duoi tren giua nhan biet',
);

const stems = new Map<string, ReadonlySet<string>>();

/** Whether a term, as the tokeniser returns it, is a function word of the language. */
export function isFunctionWord(term: string, base: string): boolean {
	const known = stems.get(base) ?? stemmed(base);
	return known.has(term);
}

function stemmed(base: string): ReadonlySet<string> {
	const stem = stemmerFor(base);
	const made = new Set(Array.from(FUNCTION_WORDS[base] ?? [], stem));
	stems.set(base, made);
	return made;
}
