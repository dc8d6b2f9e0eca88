/** The lists screen in plain words. */
export const help = {
  title: 'Trang này dùng để làm gì',
  parts: [
    {
      head: 'Danh sách của cơ quan',
      body: 'Mỗi tháng cơ quan bảo hiểm xã hội, lao động gửi danh sách người hưởng. Nhận một danh sách là lập phiếu chi cho từng người; ai giữ phiếu thì người đó mới chi được.',
    },
    {
      head: 'Xem trước rồi mới nhận',
      body: 'Tệp được đọc hết, cộng lại, đối chiếu với sổ và các danh sách trước. Bạn thấy cột nào được hiểu là gì, tổng từng trang, từng lỗi theo dòng và cột. Chưa bấm nhận thì chưa có gì thay đổi.',
    },
    {
      head: 'Lỗi và cảnh báo',
      body: 'Có lỗi thì cả danh sách không nhận được. Cảnh báo không ngăn nhận, nhưng cần xem. Bảng lỗi tải được ra Excel để gửi cơ quan.',
    },
    {
      head: 'Ghép cột',
      body: 'Nếu cột bị hiểu sai, chọn lại ở hàng trên cùng của bảng rồi đọc lại; không cần gửi lại tệp. Khi nhận, cách ghép được nhớ cho mẫu đó.',
    },
    {
      head: 'Kinh phí',
      body: '“Đã đủ kinh phí” nghĩa là số tiền cơ quan chuyển về không ít hơn tổng phiếu của chế độ trong tháng. Việc ghi nhận kinh phí là của kế toán.',
    },
    {
      head: 'So với tháng trước',
      body: 'Mỗi người, mỗi chế độ được so giữa hai tháng: mới, thôi hưởng, đổi mức. Chế độ mà một trong hai tháng chưa có danh sách thì không so. “Riêng mức tháng” không tính truy lĩnh, trợ cấp một lần, kỳ trước chuyển sang.',
    },
    {
      head: 'Thu hồi',
      body: 'Cơ quan muốn lấy lại phiếu chưa chi thì gửi danh sách thu hồi; nhận như một tệp thường, loại “Thu hồi”. Khi cả danh sách sai, mở danh sách và bấm “Thu hồi cả danh sách”: trước khi làm, trang nói rõ bao nhiêu phiếu đi, bao nhiêu ở lại; trên hạn mức thì người thứ hai phải đồng ý. Phiếu đã chi không thu hồi được. Người bị thu hồi có thể có trong danh sách mới. Thu hồi nhầm thì mở danh sách thu hồi và bấm “Bỏ thu hồi”; gửi lại đúng tệp cũ sẽ không lập phiếu lần nữa.',
    },
  ],
} as const;
