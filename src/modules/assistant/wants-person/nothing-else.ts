import type { Forms } from './forms.ts';

/** Words for a person to talk to, words for getting to one, and what else may stand in such a sentence. */
type Words = { person: RegExp; reach: RegExp; rest: RegExp };

const spaced = (words: string): RegExp =>
	new RegExp(`\\b(?:${words.replaceAll(' ', '|').replaceAll('_', ' ')})\\b`, 'gu');
const unspaced = (words: string): RegExp => new RegExp(words.replaceAll(' ', '|'), 'gu');

const EN: Words = {
	person: spaced(
		'humans? agents? operators? representatives? reps? advis[eo]rs? real_person real_people live_person customer_service customer_support customer_care someone somebody anyone persons? people staff boss manager supervisor team bots? robots? machines?',
	),
	reach: spaced(
		'talk talking speak speaking chat chatting connect transfer pass put forward call phone contact word answer connected transferred available touch reach help assist reply online',
	),
	rest: spaced(
		"i i'd i'm me my we us you your a an the to with of from on for at in this that it one want need wish like would could can may might please pls prefer rather let give get bring have now right just ok hi hello hey real live actual here there is are be any no not don't do stop through over out back asap really instead directly finally and so some possible who will which by we're you're someone's anything else more this is are up going go ask let's let want wants wanted think being able need needed now soon",
	),
};

const ZH: Words = {
	person: unspaced('人工 真人 活人 客服人员 客服 专员 工作人员 负责人 机器人'),
	reach: unspaced('说话 回答 回复 联系 打电话 电话 沟通 说 聊 谈 讲 找 转接 转 接 叫 让 要 给 在 出来'),
	rest: unspaced(
		'我们 我 你们 你 想 请 能 出来 不 别 可以 帮忙 帮 一下 吗 呢 啊 哪里 哪 的 和 跟 来 现在 马上 快 有 没 是 吧 了 个 位 服务 麻烦 谢谢 需要 直接 处理 解决 在线 人 用 再 话',
	),
};

const VI: Words = {
	person: spaced(
		'nhan_vien nguoi_that tu_van_vien tu_van tong_dai_vien tong_dai cskh cham_soc_khach_hang admin nguoi ai_do ai bot',
	),
	reach: spaced(
		'gap xin noi_chuyen noi chat ket_noi lien_he chuyen_qua chuyen_sang chuyen goi trao_doi dau xin muon khong_phai tra_loi truc can co rep',
	),
	rest: spaced(
		'toi minh em anh chi tui cho voi can duoc khong the lam_on alo dung nua thoi luc nay vay chi minh_voi tu_dong ky_thuat tai sao chua nhanh gap lien voi_minh lam_sao de giup nhe di ngay o dau het roi ho_tro tu_van truc_tiep lai phai ay nao ben ban shop oi a da vui_long hay tra_loi dien that mot ai do cua cong_ty day gio thoi',
	),
};

const TH: Words = {
	person: unspaced('เจ้าหน้าที่ พนักงาน แอดมิน คนจริง ทีมงาน ฝ่ายบริการลูกค้า ฝ่ายบริการ ผู้จัดการ คอลเซ็นเตอร์ มนุษย์ บอท หุ่นยนต์ คน ใคร'),
	reach: unspaced(
		'คุยสาย คุย พูด ติดต่อกลับ ติดต่อ ต่อสาย โอนสาย ขอสาย มี โอน โทรกลับ โทรมา โทรหา โทร ตอบ เรียก ส่งต่อ ปรึกษา อยากได้ ขอ',
	),
	rest: unspaced(
		'กับ ให้ หา สาย หน่อย ได้ไหม ได้มั้ย ได้ป่าว ไหม มั้ย ได้ ค่ะ คะ ครับ จ้า จริงๆ จริง เป็นๆ ด้วย ที นะ อยาก ต้องการ ช่วย มา มี อยู่ ไม่ใช่ ไม่ เอา แล้ว เบื่อ ผม ฉัน หนู เรา ดิฉัน พี่ ตัว ด่วน เลย โดยตรง สัก ก็ ใน นี้ ๆ',
	),
};

/**
 * A message of nothing but such words: somebody to talk to, a way to reach them, and what is said around it. What names a thing besides is about
 * that thing. Vietnamese without marks, Chinese and Thai without spaces.
 */
export const saysNothingElse = (forms: Forms): boolean => inSome(forms, isWhole);

/** The same for a part of such a message, as “please” or “not a bot” may be. */
export const isPartOfWish = (forms: Forms): boolean => inSome(forms, (words, text) => restOf(words, text) === '');

const inSome = ({ words, plain, joined }: Forms, is: (words: Words, text: string) => boolean): boolean =>
	is(EN, words) || is(VI, plain) || is(ZH, joined) || is(TH, joined);

const isWhole = (words: Words, text: string): boolean =>
	text.search(words.person) >= 0 &&
	text.replace(words.person, ' ').search(words.reach) >= 0 &&
	restOf(words, text) === '';

const restOf = ({ person, reach, rest }: Words, text: string): string =>
	text.replace(person, ' ').replace(reach, ' ').replace(rest, ' ').trim();
