/** Texts of the staff module's refusals and roles. */
export const vi = {
  refusals: {
    wrong_credentials: 'Tên đăng nhập hoặc mật khẩu không đúng.',
    wrong_code: 'Mã xác thực không đúng, đã hết hạn hoặc đã dùng rồi. Hãy chờ mã mới.',
    suspended: 'Tài khoản đang bị đình chỉ. Hãy liên hệ người quản trị.',
    already_enabled: 'Mã xác thực đã được cài.',
    weak_password:
      'Mật khẩu cần ít nhất 10 ký tự, không chứa tên đăng nhập, không lặp một vài ký tự và không ghép từ tên người, tên đơn vị hay từ ai cũng nghĩ tới.',
    leaked_password: 'Mật khẩu này đã bị lộ ở nơi khác, kẻ xấu thử nó trước tiên. Hãy chọn mật khẩu khác.',
    same_password: 'Mật khẩu mới phải khác mật khẩu cũ.',
    username_taken: 'Tên đăng nhập này đã có người dùng.',
    already_created: 'Người này đã được tạo. Nếu mất mật khẩu dùng một lần, hãy cấp lại.',
    own_rights_not_allowed: 'Bạn không thể tự làm việc này cho chính mình. Hãy nhờ một người quản trị khác.',
    invalid_period: 'Ngày kết thúc phải sau ngày bắt đầu.',
    grant_past: 'Vai trò được giao từ hôm nay trở đi, không lùi về ngày đã qua.',
    last_administrator: 'Đây là người quản trị cuối cùng của tỉnh. Hãy giao quyền cho người khác trước.',
    not_suspended: 'Người này không bị đình chỉ.',
  },
  roles: {
    administrator: 'Quản trị hệ thống',
    'payout-controller': 'Kiểm soát chi trả',
    'chief-accountant': 'Kế toán trưởng',
    treasurer: 'Thủ quỹ',
    teller: 'Giao dịch viên',
    'point-keeper': 'Phụ trách điểm chi trả',
    'district-manager': 'Giám đốc bưu điện huyện',
    'provincial-director': 'Giám đốc bưu điện tỉnh',
    auditor: 'Kiểm toán',
  },
} as const;
