import type { AskWords } from './fields.ts';

const en: AskWords = {
	asks: /\?|\b(?:please|kindly|could you|can you|would you|may i|can i|could i|tell me|let me know|send me|give me|share|confirm|provide|need your|need the|need to know|i need|we need)\b/i,
	not: /\b(?:did you (?:get|receive)|have you (?:received|got)|(?:check|look in) your (?:e-?mail|inbox)|(?:sent|mailed|written) (?:it |this |you )?(?:to|an)\b|will (?:e-?mail|call|phone|send)|by (?:e-?mail|phone)|i(?:'ll| will)|we(?:'ll| will)|reply to (?:the|our|this) e-?mail|(?:order|get|buy) (?:a|another|the) (?:new|spare))/i,
	fields: {
		email: /\be-?mail(?: address)?\b|\bmail address\b/i,
		phone:
			/\b(?:phone|telephone|mobile|cell|contact)(?: number)?\b|\bnumber (?:can|could|may) (?:i|we) (?:call|reach)|\breach you (?:on|at)\b/i,
		name: /\byour (?:full |first |last )?name\b|\bwho am i (?:speaking|talking|chatting)|\bhow (?:may|should|can) i (?:call|address) you|\bsurname\b/i,
		lang: /\b(?:which|what) language\b|\bdo you speak\b|\blanguage do you\b/i,
		goal: /\b(?:what|how) (?:can|may|could) (?:i|we) (?:do|help)|\bhow (?:can|may|could) (?:i|we) (?:be of )?(?:help|assist)|\bwhat (?:is|seems to be|exactly is) (?:the|your) (?:problem|issue|question|matter)|\bwhat(?:'s| is) (?:it about|this about|wrong|going on)\b|\bdescribe (?:the|your) (?:problem|issue|fault)/i,
		machine:
			/\bserial\b|\b(?:which|what) (?:machine|model|compressor|unit|device|product|type)\b|\bmodel (?:number|name|do you)\b|\b(?:the|your) (?:machine|unit|compressor)(?:'s)? (?:model|number|type)\b/i,
		order:
			/\b(?:order|invoice|purchase|booking) (?:number|no\.?|id|reference)\b|\bnumber of (?:the|your) order\b|\bwhich order\b/i,
		tried:
			/\bwhat (?:have you|did you) (?:already )?(?:tried|try|done|do)\b|\bhave you (?:already )?tried\b|\bdid you (?:already )?try\b|\bsteps (?:have|did) you\b/i,
	},
};

const zh: AskWords = {
	asks: /[?？]|吗|嗎|呢|请|請|麻烦|麻煩|能否|可否|方便|告诉|告訴|提供|发给我|發給我|给我|給我|需要(?:您|你)|是多少|叫什么|叫什麼/,
	not: /收到.{0,6}(?:邮件|郵件|信)|(?:已|已经|已經).{0,8}(?:发|發|寄|写|寫)|会(?:发|给|打|用|寄)|會(?:發|給|打|用|寄)|查(?:看|收).{0,4}(?:邮箱|郵箱|信箱|邮件|郵件)|(?:打电话|打電話|发邮件|發郵件|来电|來電)(?:给我们|給我們)?|回复(?:这封|我们的)?邮件|重新下单|再訂/,
	fields: {
		email: /邮箱|郵箱|电子邮件|電子郵件|邮件地址|郵件地址|信箱|e-?mail/i,
		phone: /电话|電話|手机|手機|联系方式|聯絡方式|号码怎么联系|聯絡您/,
		name: /怎么称呼|怎麼稱呼|如何称呼|如何稱呼|(?:您|你)的?(?:姓名|名字|全名|大名)|贵姓|貴姓|叫什么名字|叫什麼名字/,
		lang: /(?:什么|什麼|哪种|哪種|哪一种)语言|(?:什么|什麼|哪種|哪一種)語言|说中文|說中文|会说|會說/,
		goal: /(?:有什么|有什麼|什么|什麼).{0,3}(?:可以|能).{0,4}(?:帮|幫)|(?:遇到|碰到|出了|是)(?:了)?(?:什么|什麼)(?:问题|問題|情况|情況|故障)|(?:描述|说明|說明)一?下.{0,4}(?:问题|問題|情况|情況|故障)|怎么回事|怎麼回事/,
		machine:
			/序列号|序列號|序號|序号|机身号|機身號|(?<!手)机号|型号|型號|(?:哪台|哪一台|哪款|什么|什麼)(?:机器|機器|设备|設備|机型|機型|产品|產品)/,
		order:
			/(?:订单|訂單|发票|發票|预约|預約)(?:号|號|编号|編號|号码|號碼)|单号|單號|哪(?:个|一个|笔|一筆|張)(?:订单|訂單)/,
		tried:
			/(?:试过|試過|尝试过|嘗試過|做过|做過)(?:什么|什麼|哪些)|(?:试过|試過|尝试过|嘗試過).{0,12}(?:吗|嗎|没有|沒有)|(?:已经|已經)(?:试|試|做)(?:了|过|過)(?:什么|什麼|哪些)/,
	},
};

const vi: AskWords = {
	asks: /\?|(?:^|\s)(?:vui lòng|xin|làm ơn|cho (?:em|mình|tôi|bên em|chúng tôi)|giúp em|cung cấp|gửi (?:em|mình|tôi|cho)|là gì|bao nhiêu|được không|không ạ|cần biết)(?=\s|[.,!?]|$)/iu,
	not: /(?:đã nhận|nhận được).{0,14}(?:mail|thư|email)|(?:em|mình|tôi|chúng tôi|bên em) (?:đã |sẽ |vừa )(?:gửi|gọi|viết|liên hệ|email)|kiểm tra (?:email|hộp thư|mail)|(?:qua|bằng) (?:email|điện thoại)|gọi (?:cho )?(?:chúng tôi|hotline|tổng đài)|đặt (?:mua|lại) /iu,
	fields: {
		email: /e-?mail|thư điện tử|địa chỉ mail/iu,
		phone: /số điện thoại|\bsđt\b|số (?:để )?liên (?:hệ|lạc)|số di động|số máy liên/iu,
		name: /tên (?:của )?(?:anh|chị|quý khách|bạn|mình)|(?:anh|chị|bạn|quý khách|mình) tên (?:là )?gì|họ (?:và )?tên|xưng hô|quý danh/iu,
		lang: /ngôn ngữ (?:nào|gì)|nói (?:được )?tiếng/iu,
		goal: /giúp (?:được )?gì|hỗ trợ gì|(?:gặp|bị|có) (?:vấn đề|sự cố|lỗi) gì|vấn đề (?:gì|của .{2,12} là gì)|mô tả (?:rõ )?(?:vấn đề|sự cố|lỗi|tình trạng)|cần gì/iu,
		machine:
			/số (?:sê-?ri|seri|serial|series|máy(?! liên))|serial|(?:máy|model|dòng máy|thiết bị|sản phẩm) (?:nào|gì)|model (?:của|máy)|mã máy|đời máy/iu,
		order: /(?:mã|số) (?:đơn|hóa đơn|hoá đơn|đặt hàng|đặt lịch)|đơn hàng (?:nào|số)/iu,
		tried: /đã thử|thử (?:những )?(?:gì|cách nào)|đã làm (?:những )?gì|làm (?:những )?bước nào/iu,
	},
};

const th: AskWords = {
	asks: /\?|ขอ|ช่วย|รบกวน|กรุณา|โปรด|แจ้ง|บอก|ไหม|มั้ย|หรือยัง|อะไร|เท่าไ[หร]ร?่?|ไหน|อย่างไร|ยังไง|หรือเปล่า/,
	not: /ได้รับ.{0,8}(?:อีเมล|เมล)|(?:ส่ง|โทร|ติดต่อ|แจ้ง).{0,24}(?:แล้ว|ไปที่)|จะ(?:ส่ง|โทร|ติดต่อ|แจ้ง)|ตรวจ(?:สอบ|ดู)?.{0,4}(?:อีเมล|กล่อง)|ทาง(?:อีเมล|โทรศัพท์)|โทร(?:หา|มา|ศัพท์มา)(?:ที่)?(?:เรา|บริษัท)|สั่ง(?:ซื้อ)?(?:ใหม่|อะไหล่)/,
	fields: {
		email: /อีเมล|อีเมล์|e-?mail/i,
		phone: /เบอร์|หมายเลขโทรศัพท์|โทรศัพท์มือถือ/,
		name: /ชื่อ(?:ของ)?(?:คุณ|ลูกค้า|ท่าน)|ชื่ออะไร|ชื่อ-?(?:นาม)?สกุล|(?:ทราบ|ขอ)ชื่อ|นามสกุล|เรียก(?:คุณ|ท่าน|ลูกค้า)ว่า/,
		lang: /ภาษา(?:อะไร|ไหน)|พูดภาษา/,
		goal: /(?:ให้|มีอะไร).{0,10}ช่วย.{0,8}(?:อะไร|ไหม|มั้ย)|มีอะไรให้|(?:มี|เป็น|เกิด|พบ|เจอ)ปัญหาอะไร|ปัญหาคืออะไร|(?:อธิบาย|เล่า|บอก).{0,6}(?:ปัญหา|อาการ)|เกิดอะไรขึ้น|อาการเป็น(?:อย่างไร|ยังไง)|ต้องการสอบถามเรื่องอะไร/,
		machine:
			/(?:หมายเลข|เลข|ซีเรียล).{0,8}(?:เครื่อง|ซีเรียล|นัมเบอร์)|ซีเรียล|เครื่องรุ่น|รุ่น(?:ไหน|อะไร)|เครื่อง(?:ไหน|อะไร|ตัวไหน)|serial/i,
		order:
			/(?:เลขที่|หมายเลข|เลข|รหัส)(?:ใบ|คำ)?(?:สั่งซื้อ|ออเดอร์|การสั่งซื้อ|การจอง|ใบแจ้งหนี้)|ออเดอร์(?:ไหน|เลข|อะไร)|คำสั่งซื้อ(?:ไหน|ใด)/,
		tried: /(?:ลอง|ทำ)อะไร(?:ไป)?(?:แล้ว)?บ้าง|(?:ได้)?ลอง.{0,24}(?:หรือยัง|แล้วหรือ|ไหม|มั้ย|หรือเปล่า)|ลองทำ/,
	},
};

/** By base language. What is asked in a language without words counts for nothing, which is said with the rate. */
export const ASK_WORDS: Readonly<Record<string, AskWords>> = { en, zh, vi, th };
