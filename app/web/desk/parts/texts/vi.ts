/** Texts of the parts that several screens of the desk share. */
export const vi = {
  month: 'Tháng',
  monthOption: (month: string) => `Tháng ${month}`,
  earlier: 'Tháng trước',
  later: 'Tháng sau',
  all: 'Tất cả',
  loadAll: 'Hiện hết các dòng',
  loadingAll: 'Đang tải…',
  findName: 'Tìm tên, không cần dấu',
  programme: 'Chế độ',
  channels: { point: 'Tại điểm', office: 'Tại bưu cục', home: 'Tại nhà', bank: 'Tài khoản' },
  statuses: { due: 'Chưa chi', paid: 'Đã chi', returned: 'Đã hoàn', withdrawn: 'Đã thu hồi' },
  kinds: {
    regular: 'Hằng tháng',
    arrears: 'Truy lĩnh',
    one_off: 'Một lần',
    funeral: 'Mai táng',
    carried: 'Kỳ trước chuyển sang',
  },
} as const;
