import type { PhraseTables } from '../phrase-table.ts';

export const commands: PhraseTables = {
	en: {
		back: 'back|go back|take me back|previous|previous step|previous question|one step back|step back|undo|undo that|return|last question|change my answer|change that|go to the previous step|go back one step',
		skip: 'skip|skip it|skip this|skip this one|skip this question|skip that|next|next question|pass|move on|leave it out|leave it empty|leave it blank|rather not say|prefer not to say',
		stop: 'stop|cancel|cancel it|cancel this|cancel that|quit|exit|end|abort|never mind|nevermind|nvm|forget it|forget about it|leave it|stop it|stop this|drop it|leave|i changed my mind|enough',
		restart:
			"restart|start over|start again|start from the beginning|begin again|from the beginning|from the start|reset|start anew|start afresh|let's start over",
		repeat:
			'repeat|repeat that|say that again|say it again|again|once more|come again|pardon|sorry what|what was the question|what did you say|repeat the question|ask again|show me again|what',
		confirm:
			'confirm|i confirm|confirmed|confirm it|confirm that|submit|send|send it|book it|place it|finish|done|submit it|finalise|finalize|confirm booking|confirm the booking',
		menu: 'menu|main menu|home|options|show options|show menu|show the menu|help|what can you do|start menu|show me the options|list',
		more: 'more|show more|others|other times|other options|show all|show me more|next ones|more options|more times',
		fill: "please|pls|thanks|thank you|can you|could you|can i|i want to|i'd like to|i would like to|let me|let's|ok|okay|oh|just|now|sorry|you|to the|go to|then|the|to|sir|well",
	},
	zh: {
		back: '上一步|返回|回到上一步|返回上一步|后退|退回|回去|上一题|上一个|上一个问题|往回|回上一步|倒回去|返回上一题|返回上一页|上一页|撤回|撤销',
		skip: '跳过|跳过这题|跳过这个|跳过这一步|下一个|下一题|下一步|略过|先跳过|不填|不想说|忽略|过',
		stop: '取消|停|停止|退出|算了|不办了|不要了|结束|终止|放弃|算了吧|取消吧|停下|别问了|我不想继续了|不继续了|不弄了|取消掉',
		restart: '重新开始|重来|从头开始|重新来|从头来|重头开始|再来一次|重新来过|重置|重启|重新填写|重新填',
		repeat:
			'重复|再说一遍|再说一次|请再说一遍|没听清|没听懂|你说什么|再问一遍|重复一遍|什么|再讲一次|再讲一遍|听不清楚',
		confirm: '确认|确定|提交|完成|确认提交|确认预约|发送|确认无误|我确认|确认一下|确认下单',
		menu: '菜单|主菜单|目录|选项|首页|主页|帮助|回到主菜单|返回主菜单|返回首页|回首页|看看选项|显示菜单|选单|主选单',
		more: '更多|其他|还有吗|换一批|显示全部|看更多|其他时间|还有别的吗|下一批',
		fill: '请|吧|了|谢谢|我想|我要|想|要|帮我|麻烦|一下|啊|呀|嗯|可以|吗|的|你|您|给我|好|那',
	},
	vi: {
		back: 'quay lại|trở lại|quay về|lùi lại|trước đó|bước trước|quay lại bước trước|câu trước|về trước|trở về|quay lại câu trước|lui lại|sửa lại|hoàn tác',
		skip: 'bỏ qua|bỏ qua câu này|bỏ qua bước này|tiếp theo|câu tiếp theo|bước tiếp theo|qua câu khác|tiếp|next|để trống|không muốn nói|không muốn trả lời',
		stop: 'hủy|hủy bỏ|huỷ|huỷ bỏ|dừng|dừng lại|thôi|thoát|kết thúc|ngừng|không làm nữa|thôi bỏ đi|bỏ đi|thôi khỏi|hủy đi|không cần nữa|thôi không cần nữa|stop|cancel|ngưng|hủy yêu cầu',
		restart:
			'bắt đầu lại|làm lại|làm lại từ đầu|bắt đầu lại từ đầu|từ đầu|khởi động lại|nhập lại từ đầu|lại từ đầu|quay lại từ đầu',
		repeat:
			'nhắc lại|lặp lại|nói lại|nói lại đi|hỏi lại|xin nhắc lại|bạn nói gì|gì cơ|nói lại lần nữa|lặp lại câu hỏi|nhắc lại câu hỏi|sao cơ',
		confirm:
			'xác nhận|tôi xác nhận|gửi|gửi đi|hoàn tất|hoàn thành|xong|chốt|chốt đơn|đặt luôn|xác nhận đặt lịch|gửi luôn',
		menu: 'menu|danh mục|trang chủ|trợ giúp|lựa chọn|các lựa chọn|menu chính|quay lại menu|về menu|danh sách|về trang chủ|giúp',
		more: 'thêm|xem thêm|giờ khác|lựa chọn khác|xem tất cả|còn nữa không|còn gì nữa|cái khác|khác',
		fill: 'ạ|nhé|nha|đi|giúp em|giúp tôi|giúp|cho em|cho tôi|cho mình|vui lòng|xin|làm ơn|em muốn|tôi muốn|mình muốn|muốn|cảm ơn|dạ|bạn|ơi|với|em|tôi|mình|anh|chị',
	},
	th: {
		back: 'ย้อนกลับ|กลับ|กลับไป|ย้อน|ถอยกลับ|ก่อนหน้า|ข้อก่อนหน้า|ขั้นตอนก่อนหน้า|กลับไปข้อก่อนหน้า|กลับไปก่อนหน้า|กลับไปขั้นตอนก่อนหน้า|แก้ไข|ย้อนกลับไป',
		skip: 'ข้าม|ข้ามไป|ข้ามข้อนี้|ข้ามขั้นตอนนี้|ข้อถัดไป|ถัดไป|ต่อไป|ผ่าน|ข้ามไปก่อน|ไม่ระบุ|ไม่ตอบ|ไม่อยากบอก',
		stop: 'ยกเลิก|หยุด|เลิก|พอแล้ว|ช่างมัน|ไม่ทำแล้ว|จบ|ออก|ไม่เอาแล้ว|พอ|ยกเลิกไป|ช่างมันเถอะ|ไม่เป็นไรแล้ว|เลิกทำ|ออกจากระบบ',
		restart: 'เริ่มใหม่|เริ่มต้นใหม่|ทำใหม่|เริ่มใหม่ทั้งหมด|ตั้งต้นใหม่|เริ่มใหม่ตั้งแต่ต้น|เริ่มจากต้น|รีเซ็ต|เริ่มอีกครั้ง',
		repeat: 'พูดอีกครั้ง|พูดซ้ำ|ทวน|ทวนอีกครั้ง|ถามใหม่|ถามอีกที|อีกครั้ง|อีกที|อะไรนะ|ว่าไงนะ|พูดใหม่|ทวนคำถาม|ขอฟังอีกครั้ง|ซ้ำ|พูดอีกที',
		confirm: 'ยืนยัน|ยืนยันการจอง|ขอยืนยัน|ส่ง|ส่งเลย|เสร็จ|เสร็จแล้ว|เสร็จสิ้น|จองเลย|กดส่ง|ยืนยันเลย',
		menu: 'เมนู|เมนูหลัก|หน้าหลัก|หน้าแรก|ตัวเลือก|ช่วยเหลือ|กลับไปเมนู|กลับเมนู|รายการ|ดูเมนู|กลับหน้าหลัก|กลับไปหน้าหลัก',
		more: 'เพิ่มเติม|อื่นๆ|ดูเพิ่ม|เวลาอื่น|แสดงทั้งหมด|มีอีกไหม|ตัวเลือกอื่น|ดูอีก',
		fill: 'ครับ|ค่ะ|คะ|นะ|นะครับ|นะคะ|หน่อย|ขอ|ช่วย|ขอบคุณ|เลย|ได้ไหม|อยาก|ต้องการ|ผม|ฉัน|ให้|จ้า|โปรด|กรุณา',
	},
};
