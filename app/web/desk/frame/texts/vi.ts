/** Texts around every screen: the navigation, the palette, what is not there. */
export const vi = {
  notFound: { title: 'Không có trang này', back: 'Về trang đầu' },
  groups: { work: 'Việc hằng ngày', watch: 'Theo dõi', house: 'Hệ thống' },
  screens: {
    home: 'Việc hôm nay',
    plan: 'Kế hoạch chi trả',
    lists: 'Danh sách chi trả',
    counter: 'Quầy chi trả',
    people: 'Người hưởng',
    rounds: 'Tuyến phát',
    cash: 'Tiền mặt',
    closing: 'Khoá sổ ngày',
    differences: 'Chênh lệch',
    settlement: 'Quyết toán',
    month: 'Toàn cảnh tháng',
    audit: 'Kiểm tra',
    administration: 'Quản trị',
  },
  holding: 'Tôi đang giữ',
  palette: {
    placeholder: 'Gõ tên màn hình, tên người hoặc số giấy tờ, không cần dấu',
    nothing: 'Không tìm thấy',
    screens: 'Màn hình',
    people: 'Người hưởng',
    looking: 'Đang tìm người…',
  },
} as const;
