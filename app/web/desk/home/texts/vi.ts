/** Texts of the first page: what waits for each person. */
export const vi = {
  title: 'Việc hôm nay',
  titleOn: (day: string) => `Việc hôm nay, ${day}`,
  office: 'Đơn vị',
  waiting: 'Việc đang chờ',
  waitingNote: 'trễ và lệch đứng trước',
  waitingHint: 'bấm phím số để mở',
  nothing: 'Không có việc nào đang chờ bạn.',
  since: (moment: string) => `từ ${moment}`,
  vouchers: (n: string) => `${n} phiếu`,
  states: { late: 'Trễ', mismatch: 'Lệch', waits: 'Đang chờ' },
  kinds: {
    'offers-to-me': 'Bàn giao chờ nhận',
    'offers-unanswered': 'Bàn giao của đơn vị quá ngày chưa ai nhận',
    'orders-to-approve': 'Lệnh điều tiền chờ duyệt',
    'orders-to-send': 'Lệnh điều tiền chờ xuất',
    'cash-short': 'Đơn vị thiếu tiền mặt theo kế hoạch chi',
    proposals: 'Đề nghị chờ người thứ hai',
    'hands-unclosed': 'Két, ngăn kéo chưa khoá sổ ngày trước',
    'cases-open': 'Chênh lệch chưa kết luận',
    'phone-exceptions': 'Ngoại lệ của điện thoại chờ phân xử',
    'phone-alarms': 'Báo động của điện thoại',
    'lists-missing': 'Chế độ chưa có danh sách tháng này',
    reviews: 'Người cần xác định: một hay hai người',
    'funding-short': 'Kinh phí về thấp hơn danh sách',
    'bank-unanswered': 'Lệnh chuyển khoản chờ ngân hàng trả lời',
    'settlements-due': 'Kỳ quá hạn quyết toán',
    'settlements-to-lock': 'Quyết toán chờ người thứ hai khoá',
  },
  /** An office and what it lacks, with the first day of paying without it. */
  lacks: (office: string, amount: string, day: string) => `${office}: ${amount}, thiếu từ ngày ${day}`,
  /** A programme whose funder has sent too little, by how much and since which day its list stands. */
  unfunded: (programme: string, month: string, amount: string, since: string) =>
    `${programme}, tháng ${month}: còn thiếu ${amount} từ ngày ${since}`,
  moreOffices: (n: string) => `và ${n} đơn vị nữa`,
  holding: 'Đang giữ',
  month: (month: string) => `Tháng ${month}`,
  glance: 'Toàn cảnh',
  late: (n: string) => `${n} đơn vị chậm`,
  nothingDue: 'Chưa có phiếu nào phải chi.',
  screens: 'Màn hình của bạn',
  screenFor: {
    home: 'Việc đang chờ bạn',
    plan: 'Ngày chi, điểm chi, phiếu giao cho từng đơn vị',
    lists: 'Nhận danh sách, so với tháng trước, xác định người',
    bank: 'Lệnh chuyển khoản, tệp gửi ngân hàng và kết quả',
    counter: 'Tìm người, chi tiền, in biên nhận',
    people: 'Mọi khoản của một người, uỷ quyền, đính chính',
    rounds: 'Ai đi chi tại nhà ngày nào, theo thứ tự nào',
    cash: 'Tiền đang giữ, đang đi đường, lệnh, duyệt',
    closing: 'Kiểm đếm và khoá sổ từng két, ngăn kéo, túi',
    differences: 'Thừa, thiếu đang treo và cách xử lý',
    exceptions: 'Việc tại nhà không khớp sổ: xem hai bên, phân xử',
    phones: 'Điện thoại của đơn vị: đăng ký, thay, báo mất, báo động',
    settlement: 'Đối chiếu ba bên, khoá kỳ chi trả',
    month: 'Chi đến đâu, theo đơn vị, xã, giờ',
    audit: 'Từ con số đến từng bàn giao làm chứng',
    administration: 'Đơn vị, nhân viên, mức chi, ngày nghỉ',
  },
  troubles: {
    what: {
      archive: 'Sao lưu liên tục đang dừng',
      backup: 'Bản sao lưu hằng đêm không làm được',
    },
    why: {
      storage_full: (since: string) =>
        `Ổ đĩa nơi sao lưu (BACKUP_DIR) đã đầy, từ ${since}. Việc chi trả vẫn chạy; dọn chỗ trên ổ đĩa ấy thì sao lưu tự chạy tiếp, không thiếu gì.`,
      failed: (since: string) =>
        `Nơi sao lưu (BACKUP_DIR) không ghi được, từ ${since}. Việc chi trả vẫn chạy; xem nhật ký máy chủ và nối lại nơi ấy thì sao lưu tự chạy tiếp.`,
    },
  },
  settingUp: {
    title: 'Dựng tỉnh mới',
    note: 'theo thứ tự này; bảng tự mất khi đã đủ người làm việc',
    done: 'Đã có',
    toDo: 'Cần làm',
    payer: 'Giao dịch viên hoặc Phụ trách điểm chi trả',
    officesNow: (offices: string, communes: string) =>
      `Có ${offices} đơn vị dưới bưu điện tỉnh; ${communes} xã chưa giao, bưu điện tỉnh đang phục vụ.`,
    missing: (roles: string) => `Còn thiếu: ${roles}.`,
    allHeld: 'Mọi vai trò cần có đều đã có người.',
    noAddress: 'Chưa có địa chỉ: mã QR trên biên nhận chưa mở được trang kiểm chứng.',
    steps: {
      offices: {
        what: 'Mở bưu điện huyện và điểm chi trả',
        how: 'Mở bưu điện huyện trước, rồi các điểm thuộc huyện; chọn những xã mỗi đơn vị phục vụ.',
      },
      staff: {
        what: 'Thêm nhân viên, giao vai trò',
        how: 'Mỗi người nhận một mật khẩu dùng một lần. Nên có thêm một quản trị nữa: không ai tự đổi quyền của mình.',
      },
      rules: {
        what: 'Xem lại chế độ, lịch chi, hạn mức và ngày nghỉ',
        how: 'Đã có sẵn theo văn bản; chỗ nào ghi "chưa chắc" thì đối chiếu với văn bản của tỉnh.',
      },
      papers: {
        what: 'Ghi nơi lập giấy tờ và địa chỉ trang kiểm chứng',
        how: 'In trên biên nhận để người dân tự kiểm tra.',
      },
      list: {
        what: 'Kiểm soát chi trả nhập danh sách đầu tiên',
        how: 'Người giữ vai trò ấy đăng nhập, mở Danh sách và chọn tệp của cơ quan chi. Từ đó các đơn vị có phiếu để chi.',
      },
    },
  },
  noMoney: 'Vai trò của bạn không xem tiền và người hưởng',
  noMoneyHint: 'Các màn hình dưới đây là phần việc của bạn.',
  help: {
    title: 'Trang này cho biết gì',
    parts: [
      {
        head: 'Việc đang chờ',
        body: 'Chỉ gồm việc mà vai trò của bạn làm được tại đơn vị đang chọn. Mỗi dòng nói có bao nhiêu việc, trị giá bao nhiêu, việc cũ nhất chờ từ lúc nào; thiếu tiền thì nói đơn vị nào, chế độ nào thiếu bao nhiêu, từ ngày nào. Bấm phím số ở cuối dòng, hoặc bấm vào dòng, để mở đúng màn hình làm việc đó.',
      },
      {
        head: 'Trễ, lệch, đang chờ',
        body: 'Trễ là việc đã chờ quá số ngày cho phép của loại việc đó. Lệch là số liệu chưa khớp, phải giải thích được từng đồng. Đang chờ là việc trong hạn.',
      },
      {
        head: 'Đang giữ',
        body: 'Tiền và phiếu trong ngăn kéo của bạn và két, bàn phiếu của đơn vị, theo sổ bàn giao ngay lúc này.',
      },
      {
        head: 'Tháng chi trả',
        body: 'Mỗi chế độ đã chi được bao nhiêu phần. Đơn vị bị ghi chậm khi ngày chi theo kế hoạch đã qua mà số phiếu chưa chi của những ngày ấy vượt tỷ lệ cho phép.',
      },
    ],
  },
} as const;
