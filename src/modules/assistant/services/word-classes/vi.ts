/** Vietnamese words by what they stand for. Who types without marks is read without them. */
export const vi = {
	someone: 'thợ|kỹ thuật|kỹ thuật viên|kĩ thuật|kỹ sư|nhân viên|ai|người|bên mình|đội|bạn ấy|anh ấy|bên hãng|hãng',
	come: 'đến|tới|qua|ghé|xuống|cử|cho người|cho thợ|tận nơi|tận nhà|ra|sang thay|sang xem|qua xem|cử người|gọi thợ',
	machine:
		'máy|máy nén|máy nén khí|máy sấy|máy lạnh|điều hòa|nồi hơi|lò sưởi|lò hơi|bơm|bơm nhiệt|bình nóng lạnh|máy nước nóng|thiết bị|hệ thống|động cơ|tủ lạnh|máy giặt|máy bơm|quạt',
	part: 'lọc|van|dây curoa|dây đai|dầu|ống|ổ cắm|cảm biến|vòi|bồn cầu|tách dầu|đường ống|đèn|công tắc|aptomat',
	work: 'bảo dưỡng|bảo trì|kiểm tra|kiểm định|vệ sinh|thay dầu|thay lọc|thay|định kỳ|định kì|hằng năm|hàng năm|cấp a|cấp b|cấp c|xem|coi|lắp thêm|gắn|đến hạn|tới hạn|tới kỳ|đến kỳ|đủ giờ|giờ chạy|đo',
	when: 'hôm nay|mai|ngày mai|mốt|thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật|thứ 0|sáng|chiều|trưa|buổi sáng|buổi chiều|tuần|tuần này|tuần sau|tuần tới|tháng|ngày|hôm|tết|cuối tuần|đầu tháng|giờ|lúc|0|0h|buổi|khi nào|hôm nào|bao giờ',
	book: 'đặt|đặt lịch|đặt hẹn|hẹn|lịch|lịch hẹn|cuộc hẹn|đăng ký|sắp xếp|bố trí|book|xin lịch|xin hẹn|chốt|rảnh|còn trống|suất|giữ chỗ|yêu cầu|lên lịch|muốn hẹn|muốn đặt|cho lịch|xếp lịch',
	move: 'đổi|đổi sang|đổi lịch|đổi ngày|đổi giờ|đổi hẹn|thay đổi|dời|dời lịch|dời sang|hoãn|lùi|lui|trễ hơn|muộn hơn|sớm hơn|đẩy|chuyển|chuyển sang|ngày khác|hôm khác|bữa khác|giờ khác|thay vì|hẹn lại|dịch|xê dịch|nhầm ngày|chọn nhầm|trùng|bận|kẹt|không tiện|không kịp|đi vắng|nghỉ|để tuần|để hôm|không rảnh|thay lịch|sửa lại ngày|tạm hoãn|tạm dời|khung giờ|đột xuất|mắc việc|không có nhà|không có ai|mốt nhé|không được rồi|chỉ rảnh',
	not: 'không|ko|k|chưa|đừng|khỏi|thôi|chẳng|hết',
	anymore:
		'nữa|không cần|không cần nữa|không muốn|không còn|khỏi cần|khỏi|không làm nữa|không đặt nữa|đừng đến|đừng tới|đừng qua|khỏi qua|khỏi đến|khỏi tới|đừng cho',
	cancel:
		'hủy|hủy lịch|hủy hẹn|bỏ|bỏ lịch|bỏ hẹn|xóa|rút|rút lại|cancel|dừng lịch|gỡ|đặt nhầm|hai lần|đổi ý|bán máy|không làm|cắt lịch|hủy bỏ|ngưng lịch|thôi không|bỏ cái lịch|huỷ',
	solved:
		'chạy lại rồi|ổn rồi|sửa được rồi|sửa xong|tự sửa|hết lỗi|xong rồi|làm xong|sửa giúp rồi|người khác|bên khác|bình thường lại|hết hư|êm rồi|hết rỉ|máy ổn',
	fresh:
		'mới|mới mua|vừa mua|mới về|vừa về|giao|mới giao|vừa giao|vừa nhận|mới nhận|thùng|kiện|lắp xong|kê xong|mới tinh|lần đầu|đã mua|đầu tiên|về tới|về rồi|vừa lắp|lắp đặt xong|thay thế|hàng về|mua máy rồi',
	start:
		'chạy thử|khởi động|khởi động máy|vận hành|đưa vào|đưa máy|hoạt động|lắp đặt|lắp máy|lắp|cài đặt|nghiệm thu|bàn giao|đấu nối|setup|commissioning|chạy rà|kích hoạt|mở máy|bật máy|chạy máy|mở lần đầu|bật lên|test|hướng dẫn sử dụng',
	broken:
		'hỏng|hư|chết|tắt|tắt luôn|tắt ngang|ngưng|ngừng|dừng|lỗi|báo lỗi|sự cố|trục trặc|rò|rò rỉ|chảy|rỉ|xì|chảy nước|tràn|ngập|vỡ|bể|đứt|kẹt cứng|bốc khói|khói|khét|cháy|kêu|kêu to|rung|nóng quá|quá nhiệt|nhảy|cầu dao|mất điện|mất nước|mất áp|tụt|không lên|không chạy|không hoạt động|không khởi động|không lạnh|không nóng|không mát|không có hơi|không có khí|không quay|tối thui|đèn đỏ|đóng đá|tắc|nghẹt|chập|gãy|ngừng chạy|đứng hết|nổi lỗi|e 0|bị lỗi|bị hỏng|mùi|không được|không thấy gì',
	urgent: 'gấp|khẩn|khẩn cấp|cứu|liền|nguy hiểm|nhanh|từ sáng|sáng giờ|từ hôm|hoài|từ đêm|liên tục|cần gấp|ngay',
	repair: 'sửa|sửa chữa|sửa gấp|xử lý',
	tell: 'báo|báo hỏng|báo sự cố|báo lỗi',
	guide:
		'hướng dẫn|chỉ|chỉ em|chỉ mình|chỉ tôi|dẫn|giúp|giúp em|giúp mình|giúp tôi|cùng|với mình|với em|từng bước|từng cái|từng chỗ|từng câu|từng đoạn|bước|các bước|tự|tự xem|tự kiểm tra|tự mình|trước khi gọi|trước đã|xem trước|hỏi em|hỏi tôi|hỏi mình|trả lời câu hỏi|hình|ảnh|quy trình|tự khắc phục|tự xử lý|tự mò|làm theo|lần lượt|dẫn em|dẫn mình|dạy em|trước',
	find: 'tìm|tìm lỗi|tìm nguyên nhân|nguyên nhân|dò lỗi|dò|chẩn đoán|chẩn bệnh|bệnh|khám|xác định|khoanh vùng|loại trừ|phân tích|bị gì|bị sao|bị lỗi gì|hư chỗ nào|hỏng ở đâu|hỏng chỗ nào|sai ở đâu|chỗ nào|chỗ cần|ở đâu|tại sao|vì sao|kiểm lỗi|tìm sự cố|bị bệnh gì|nghi|không chắc|không rõ|do đâu',
	which:
		'nào|chọn|lựa chọn|tư vấn|gợi ý|đề xuất|phù hợp|thích hợp|hợp|hợp với|cỡ nào|công suất|bao lớn|to cỡ nào|loại nào|con nào|máy nào|máy gì|nên|nên mua|nên dùng|tốt hơn|so sánh|tính|trắc nghiệm|đủ|phân vân|không biết chọn|không biết lấy|lời khuyên|công suất bao nhiêu|vừa nhà|dòng nào|model|rành',
	buy: 'mua|mua máy|lấy|sắm|model|dòng máy|ngân sách|tầm tiền|triệu|nhu cầu|thay bằng|cần máy',
	purpose:
		'xưởng|xưởng mộc|gara|tiệm|phòng nha|nha khoa|phòng khám|nhà máy|lốp|phun sơn|phun cát|súng|súng sơn|súng xịt|súng bắn đinh|máy mài|cnc|dụng cụ|khối|lít|bar|kw|piston|trục vít|biến tần|êm|ít ồn|rửa xe|m0|thực phẩm|bánh|nước đóng chai|công ty|lò gạch|đồ gỗ|chà nhám',
	rate: 'đánh giá|nhận xét|góp ý|phản hồi|khảo sát|chấm|chấm điểm|điểm|cho điểm|sao trên|0 sao|khen|hài lòng|không hài lòng|cảm nhận|ý kiến|review|feedback|chê|phiếu|thái độ|ưng|lời khen|chất lượng|tuyên dương|phản ánh|chia sẻ',
	past: 'hôm qua|vừa rồi|lần trước|tuần trước|bữa trước|hôm thứ|lần vừa|buổi vừa|đã đến|đã qua|vừa sửa|lần ghé|hôm trước|bữa|lần sửa|lần bảo',
	good: 'tốt|tốt lắm|rất tốt|nhiệt tình|thân thiện|nhanh nhẹn|lễ phép|sạch sẽ|kỹ|giỏi|dễ thương|vui vẻ|chuyên nghiệp|tuyệt vời|tận tâm|chu đáo',
	bad: 'tệ|quá tệ|cẩu thả|dơ|kém|trễ|bẩn|mắc|thái độ kém|ẩu|không tốt|chán',
	ask: 'là gì|thế nào|như thế nào|ra sao|kiểu gì|bao nhiêu|bao lâu|mấy tiếng|bao giờ|ở đâu|tại sao|sao|gồm những gì|gồm gì|nghĩa là|được không|có được không|khác gì|mấy năm|mấy giờ|khi nào',
	money:
		'giá|báo giá|tiền|phí|mất phí|hóa đơn|thanh toán|hoàn tiền|trả tiền|chính sách|điều khoản|bảo hành|giảm giá|tốn',
	wish: 'muốn|cần|cho|cho em|cho mình|cho tôi|xin|nhờ|phiền|giúp|giúp em|giúp mình|giúp tôi|nhé|nha|với|giùm|dùm|vui lòng|làm ơn|yêu cầu|mời|đề nghị',
};
