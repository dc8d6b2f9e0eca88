/** Texts around every screen: the navigation, the palette, what is not there. */
export const vi = {
  notFound: { title: 'Không có trang này', back: 'Về trang đầu' },
  groups: { work: 'Việc hằng ngày', watch: 'Theo dõi', house: 'Hệ thống' },
  screens: {
    home: 'Việc hôm nay',
    lists: 'Danh sách chi trả',
    month: 'Toàn cảnh tháng',
  },
  palette: { placeholder: 'Gõ tên màn hình, không cần dấu', nothing: 'Không tìm thấy' },
} as const;
