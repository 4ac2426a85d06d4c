/** What is asked in a language that wants a person: any of `asks`, unless one of `not` shows that it is about something else. */
export type Rules = { asks: readonly RegExp[]; not: readonly RegExp[] };

const rule = (source: string): RegExp => new RegExp(source, 'u');

const PERSON_EN =
	'(?:humans?(?: being)?|(?:real|actual|live|living|human) (?:human|person|people|being|agent|representative|rep|advis[eo]r|support|someone|somebody)|person|people|somebody|someone|anyone|anybody|agent|operator|representative|rep|advis[eo]r|colleague|staff|supervisor|manager|customer (?:service|support|care)|(?:live |human |your )?support(?: team| staff)?|(?:your|the) team)';
const ALONE_EN =
	'(?:human(?: being| agent| support)?|person|agent|operator|representative|rep|advis[eo]r|customer (?:service|support|care|rep)|(?:live|real) (?:support|agent|chat|human|someone)|support agent|callback|call ?back)';
const FILLED_EN =
	'(?:please|pls|plz|now|asap|immediately|hi|hello|hey|ok|just|i|we|want|need|would|like|a|an|the|to|get|me|for|thanks|thank|you|give|real|live|actual|request|no)';

/** Of text in lower case, words apart by single spaces. */
const EN: Rules = {
	asks: [
		rule(
			`\\b(?:talk|talking|speak|chat|a word|connect|transfer|forward|hand|put|pass|switch|escalate|reach)(?: (?!not)\\w+){0,3}? (?:2 |to |with |of )?(?:an? |the |your |one of your |some )?${PERSON_EN}\\b`,
		),
		rule(`\\b(?:get|give|find|send|bring) (?:me|us) (?:an? |the |some |your )?${PERSON_EN}\\b`),
		rule(`\\b(?:contact|call) (?:an? |your |the )(?:agent|human|support|operator|representative|customer)\\b`),
		rule(
			`\\b(?:want|need|prefer|request|rather have|like) (?:an? |some )?(?:real |live |actual )?(?:human(?: being)?|person|agent|operator|representative|rep|callback)\\b(?! (?:to|who|for|at|over)\\b)`,
		),
		rule(
			'\\b(?:rather|prefer to|want to|like to) (?:deal|work|discuss|go)(?: \\w+){0,3} (?:human|person|somebody|someone|agent)\\b',
		),
		rule('^(?:an? )?(?:human|real person|live person|person|agent|operator) (?:please|pls|now)\\b'),
		rule(
			'\\b(?:get|have|put) (?:an? (?:live|real|human|actual) \\w+|(?:some(?:one|body)|an? (?:person|human|agent)) on(?: the phone)?)$',
		),
		rule(
			'\\b(?:want|need) (?:some(?:one|body)|an? person|people) (?:to|who can|i can) (?:talk|chat|speak|answer|help me|explain)\\b',
		),
		rule(
			'\\bany (?:humans|real people|real person|human)\\b|\\bescalate (?:this|my|it)\\b|\\bhuman (?:assistance|support|help)\\b',
		),
		rule('\\b(?:human|real person)(?: \\w+){0,2} help\\b'),
		rule('\\b(?:colleague|someone|somebody|person|agent)(?: \\w+){0,3} (?:get in touch|contact me)\\b'),
		rule('^(?:\\w+ ){0,4}?(?:call|phone|ring|telephone) me(?: back| please| pls| now| asap| today)*$'),
		rule('\\b(?:someone|somebody|you|agent|human|person)(?: \\w+){0,4}? (?:call|phone|ring|telephone) me\\b'),
		rule(
			'\\b(?:be )?called back\\b|\\b(?:request|want|need|get) a call ?back\\b|\\bme a (?:call|ring)\\b|^i (?:would like|want|need) a (?:phone )?call(?: please)?$|^(?:please )?transfer(?: me)?(?: please)?$|out of this bot',
		),
		rule("\\b(?:no|not|stop|without|don't want|hate)(?: \\w+){0,5}? (?:bots?|robots?|chatbots?|ai)\\b"),
		rule(
			"\\b(?:don't|do not|not|hate|stop|tired)(?: \\w+){0,3} (?:talk|talking|speak|speaking|chat|chatting) (?:to|with) (?:an? |this |the )?(?:machine|computer|bot|robot)\\b",
		),
		rule(
			'^(?:(?:hi|hello|hey) )?(?:is |are )?(?:there )?(?:anyone|anybody|someone|a (?:real )?(?:person|human|agent))\\b.*\\b(?:there|here|talk|chat|speak|available|online)\\b',
		),
		rule(`^(?:${FILLED_EN} )*${ALONE_EN}(?: ${FILLED_EN})*$`),
	],
	not: [
		rule(
			'\\b(?:spoke|talked|spoken|told|yesterday|contact person|become|driver|technician|access|before (?:the|they|he|she|it))\\b',
		),
	],
};

/** Of text in simplified characters without spaces. */
const ZH: Rules = {
	asks: [
		rule('(?:转|转接|接通|接)(?:一下|到|个|给|我)*(?:人工|真人|客服|专员)'),
		rule(
			'(?:找|要|要求|叫|换|呼叫|联系|能|请|有|想|跟|和|让|连线)(?:你们|我们|一下|一个|个|位|直接|的){0,3}(?:人工|真人|活人|客服|专员|工作人员)',
		),
		rule(
			'人工(?:客服|服务|坐席|处理|回复|帮助|解答|在)|(?:换|换成|改)人工|真人(?:客服|服务|来|回)|在线客服|专人服务|客服(?:人员)?(?:在吗|在不在|人?呢|来)',
		),
		rule('^(?:请|麻烦|我要|直接)*(?:人工|真人|客服)+(?:吧|啊|呀|谢谢|呢)*$'),
		rule('^(?:请问|您好|你好|喂|这里|这边|现在|到底|那)*(?:有|没有|有没有|有没)人(?:在)?(?:吗|啊|么|呢|嘛)?$'),
		rule('(?:找|换|安排|叫)(?:一个|个|位|你们的?)?(?:负责的)?人(?:来回|来跟|来说|跟|和|说|聊|谈|讲|联系|问|$)'),
		rule('(?:跟|和|与)(?:你们的?)?(?:真|活)?人(?:说|讲|聊|谈|沟通|对话)'),
		rule(
			'(?:找|叫|让)(?:你们)?(?:的)?(?:经理|领导|主管|负责人|老板)|帮我(?:接|转|找)(?:个)?人|需要(?:有|个|一个)?人(?:来)?(?:帮|回|解)|真的人|人呢$|打?电话(?:里)?(?:聊|说|谈)',
		),
		rule('(?:不要|不想|不跟|不和|不用|别)(?:再)?(?:跟|和|用|拿)?(?:机器人|机器|ai)(?:说|聊|讲|回|糊弄|应付|$)'),
		rule('打给我|(?:打|回)(?:个)?电话给我|给我(?:打|回)(?:个|一个)?(?:电话)?|回电|联系我(?:吧|$)|跟我联[系络]'),
	],
	not: [
		rule(
			'人工(?:服务)?(?:费|成本|智能|排水|清洗|复位|操作|检查|多少|怎么算)|(?:多少|含|包括)人工|^客服.{0,3}(?:电话|邮箱|几点)|客服(?:电话|邮箱)',
		),
		rule('昨天|上次|说过|司机|师傅|快递|送货|提前|签'),
	],
};

const PERSON_VI =
	'(?:nhan vien(?! (?:ky thuat|giao|cu\\b|cua|moi))|tu van vien|nguoi that|nguoi (?:tu van|ho tro|phu trach)|tong dai(?: vien)?|cham soc khach hang|cskh|ho tro vien|con nguoi|ai do|ban nao|admin)';

/** Of text in lower case without marks: so many people type. */
const VI: Rules = {
	asks: [
		rule(
			`\\b(?:gap|noi chuyen|trao doi|chat|noi voi)(?: (?:truc tiep|voi|mot|ban|ben|xin|so)){0,3} (?:${PERSON_VI}|nguoi|quan ly)\\b`,
		),
		rule(
			`\\b(?:chuyen|ket noi|noi may|lien he|cho (?:toi|minh|em|anh|chi|tui)|can|xin|nho|muon)(?: (?!may|bao|them)\\w+){0,3}? ${PERSON_VI}\\b`,
		),
		rule('\\b(?:goi|dien)(?: lai| dien)? cho (?:toi|minh|em|anh|chi|tui)\\b|duoc goi lai|\\bgoi lai (?:giup|nhe|dum)'),
		rule(
			`^(?:da |alo |xin |chao )?(?:${PERSON_VI}|ad)(?: (?:ho tro|tu van|ben ban|ben minh))?(?: (?:oi|dau|dau roi|dau het roi|di|nhe|voi|a|cho hoi|giup|khong|minh|gap|ngay))*$`,
		),
		rule('\\bco (?:nhan vien|nguoi|ban|ai)(?: nao| o do| dang truc| truc| day| that)+(?: khong)?$|^co ai khong$'),
		rule(
			'\\bkhong (?:muon |can |phai |thich )?(?:noi chuyen |chat |noi )?(?:voi )?(?:may|robot|bot|ai)(?:$| can| nua)',
		),
		rule(
			'\\bcan nguoi(?: that)?(?: tra loi| di)?$|\\bnoi chuyen truc tiep$|\\bai do (?:tra loi|giup|ho tro|noi chuyen)',
		),
	],
	not: [rule('\\b(?:hom qua|hom truoc|tai xe|ky thuat vien|giao|truoc khi|tai khoan|may gio|bao nhieu|thu bay)\\b')],
};

const PERSON_TH =
	'(?:เจ้าหน้าที่(?!เทคนิค|ตรวจ|ความปลอดภัย|เทศบาล)|พนักงาน(?!ส่ง|เรา|ใน|ลา)|แอดมิน|คนจริง|มนุษย์|คอลเซ็นเตอร์|ฝ่ายบริการ(?:ลูกค้า)?|ทีมงาน|โอเปอเรเตอร์)';

/** Of text without spaces. */
const TH: Rules = {
	asks: [
		rule(`(?:คุย|พูด|ปรึกษา)(?:สาย)?(?:กับ)?(?:${PERSON_TH}|คน|ใคร|ผู้จัดการ)`),
		rule(`(?:ขอ|ขอสาย|ติดต่อ|เรียก|ต้องการ|โอนสายให้|โอนสาย|ต่อสาย|ส่งต่อให้|ส่งต่อ|มี|ให้|กับ)${PERSON_TH}`),
		rule(
			`^(?:พี่|คุณ)?${PERSON_TH}(?:อยู่ไหม|อยู่มั้ย|ตอบ|หน่อย|คะ|ครับ|ค่ะ|ตัวจริง|ๆ|มั้ย|ไหม|เลย|ที|ช่วย|ด้วย)*$|ขอ(?:สาย)?คน(?!อื่น|ขับ|ช่วยยก|ละ|ใหม่)|คุยด้วย$`,
		),
		rule('โทร(?:กลับ|หา(?:ฉัน|ผม|หนู|เรา|ดิฉัน|หน่อย|ที)|มาหา|มาหน่อย)|เจ้าหน้าที่.{0,4}(?:โทรมา|ติดต่อกลับ)'),
		rule('ไม่(?:อยาก|ต้องการ)?(?:คุยกับ|เอา)(?:บอท|หุ่นยนต์|ระบบ|เครื่อง)'),
		rule('มี(?:คน|ใคร)(?:อยู่|ตอบ)(?:ได้)?(?:ไหม|มั้ย|บ้าง)|อยากได้คน(?:ตอบ|คุย)|(?:ให้|เป็น|เอา)คน(?:จริง)?(?:มา)?(?:ตอบ|คุย)'),
	],
	not: [rule('เมื่อวาน|ช่างจะ|ก่อนมา|ก่อนส่ง|คนขับ|ในบัญชี')],
};

export const RULES = { en: EN, zh: ZH, vi: VI, th: TH } as const;
