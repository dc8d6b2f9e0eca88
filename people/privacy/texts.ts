/** Texts of the refusals about personal data. */
export const privacyVi = {
  received_ahead: 'Thời điểm này còn ở phía trước. Hãy xem lại ngày giờ.',
  person_unknown:
    'Không có ai trong các danh sách mang số này. Hãy xem lại số, hoặc để trống nếu người này không có trong danh sách nào.',
  request_answered: 'Yêu cầu này đã được trả lời. Mỗi yêu cầu chỉ trả lời một lần; hãy ghi một yêu cầu mới.',
  act_unfit:
    'Việc này không đúng với điều người dân yêu cầu, hoặc yêu cầu chưa gắn với một người trong danh sách.',
  still_due:
    'Người này còn khoản phải chi trả nên chưa thể xóa dữ liệu liên hệ. Hãy trả lời lý do, hoặc hạn chế sử dụng.',
  breach_closed: 'Sự cố này đã kết thúc. Nếu có diễn biến mới, hãy ghi một sự cố mới.',
  rule_past: 'Thời hạn lưu trữ chỉ đặt được cho một ngày sắp tới.',
  data_restricted:
    'Người này đã yêu cầu hạn chế sử dụng dữ liệu, nên không hiện số đầy đủ. Việc chi trả vẫn tiến hành bình thường.',
} as const;

export const privacyEn: Readonly<Record<keyof typeof privacyVi, string>> = {
  received_ahead: 'This moment is still ahead. Look at the day and the hour again.',
  person_unknown:
    'Nobody in the lists has this number. Look at it again, or leave it empty for somebody who stands in no list.',
  request_answered: 'This request was answered. Each is answered once; record a new request.',
  act_unfit: 'This is not what the person asked for, or the request names nobody in the lists.',
  still_due:
    'Something is still due to this person, so how to reach them cannot be erased yet. Say why, or restrict its use.',
  breach_closed: 'This breach is closed. Record a new one for what happened since.',
  rule_past: 'How long data is kept can only be set for a coming day.',
  data_restricted:
    'This person asked that their data be used no further, so numbers are not shown in full. Payment goes on as usual.',
};
