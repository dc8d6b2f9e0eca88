/** Texts around every screen: the navigation, the palette, what is not there. */
export const vi = {
  notFound: {
    title: 'Không có trang này',
    hint: 'Địa chỉ có thể đã gõ sai, hoặc trang đã đổi chỗ. Ctrl K tìm được mọi màn hình và người hưởng.',
    back: 'Về việc hôm nay',
  },
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
    keys: 'Mũi tên lên, xuống để chọn; Enter để mở; Esc để đóng.',
  },
} as const;
