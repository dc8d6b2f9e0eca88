/** The plan in plain words. */
export const help = {
  title: 'Trang này dùng để làm gì',
  parts: [
    {
      head: 'Kế hoạch là gì',
      body: 'Mỗi phiếu có nơi chi, ngày chi và cách chi. Khi nhận danh sách, hệ thống xếp sẵn theo lịch của chế độ và theo thôn; trang này cho thấy mỗi điểm mỗi ngày có bao nhiêu người, và cho đổi.',
    },
    {
      head: 'Dời ngày',
      body: 'Kéo một ô sang ngày khác trong cùng hàng; hoặc chọn nhiều ô (bấm, phím cách, cả hàng, cả cột) rồi “Dời sang ngày”. Chọn một ô thì thấy từng thôn bên dưới và dời riêng một thôn. Chỉ phiếu chưa chi được dời, trong những ngày chế độ cho phép.',
    },
    {
      head: 'Mức mỗi ngày',
      body: 'Số người một điểm chi kịp trong ngày. Vượt mức thì ô có dấu “!”; hệ thống nhắc chứ không cấm.',
    },
    {
      head: 'Bản đồ',
      body: 'Mỗi hình tròn là một đơn vị, càng lớn càng nhiều người trong ngày hoặc cả tháng; vượt mức thì có viền đỏ đậm. Nền là các xã: vẽ theo ranh giới khi tỉnh đã nhập tệp ranh giới, không thì là vòng nét đứt tại tâm xã. Chỉ vào xã để xem số tiền phải chi.',
    },
    {
      head: 'Từng người',
      body: 'Người từ 80 tuổi, ốm đau hoặc đề nghị thì chi tại nhà, tại bưu cục hoặc qua tài khoản. Lý do được giữ lại cùng lần đổi.',
    },
    {
      head: 'In và đổi sau khi in',
      body: '“In kế hoạch…” in một trang tổng quan, hoặc tờ dán tại từng điểm do bạn chọn, và giữ lại kế hoạch của lúc ấy. Sau đó bảng “Đổi gì từ lần in” cho biết ngày nào, điểm nào đã khác. Danh sách ký nhận C72a in ở bảng của từng ngày.',
    },
    {
      head: 'Giao phiếu và chuyển khoản',
      body: 'Phiếu tiền mặt phải giao tới đơn vị và được nơi đó nhận thì mới chi được. Phiếu tài khoản gom thành lệnh gửi ngân hàng; kết quả ngân hàng trả về được đọc trước, bạn xem rồi mới ghi.',
    },
  ],
} as const;
