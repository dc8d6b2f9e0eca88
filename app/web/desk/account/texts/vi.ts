/** Texts of a person's own account. */
export const vi = {
  title: 'Tài khoản của tôi',
  who: 'Tôi là ai',
  whoHint: 'Tên và vai trò do người quản trị đơn vị ghi. Nếu sai, hãy nhờ người quản trị sửa.',
  name: 'Họ tên',
  username: 'Tên đăng nhập',
  at: (office: string, from: string, to: string | null) =>
    to === null ? `${office}, từ ${from}` : `${office}, từ ${from} đến ${to}`,
  password: 'Mật khẩu',
  passwordHint:
    'Đổi xong, các máy khác đang đăng nhập bằng tài khoản này phải đăng nhập lại. Máy này thì không.',
  current: 'Mật khẩu hiện tại',
  fresh: 'Mật khẩu mới',
  again: 'Nhập lại mật khẩu mới',
  rule: 'Ít nhất 10 ký tự, không chứa tên đăng nhập. Một câu ngắn dễ nhớ là tốt nhất.',
  change: 'Đổi mật khẩu',
  changed: 'Đã đổi mật khẩu',
  needCurrent: 'Hãy nhập mật khẩu đang dùng.',
  needFresh: 'Hãy nhập mật khẩu mới.',
  notSame: 'Hai lần nhập chưa giống nhau.',
  wrongCurrent: 'Mật khẩu đang dùng chưa đúng.',
  second: 'Xác thực hai lớp',
  isOn: 'Đang bật: đăng nhập cần mật khẩu và mã 6 số',
  isOff: 'Đang tắt: đăng nhập chỉ cần mật khẩu',
  onHint:
    'Khi bật, ai biết mật khẩu mà không có điện thoại của bạn thì không vào được. Cần một ứng dụng xác thực trên điện thoại.',
  begin: 'Cài mã xác thực',
  own: 'Mật khẩu của bạn',
  scanHint: 'Mở ứng dụng xác thực trên điện thoại, quét mã này, rồi nhập 6 số mà ứng dụng đang hiện.',
  qr: 'Mã QR để quét bằng ứng dụng xác thực',
  secretHint: 'Không quét được? Gõ khoá này vào ứng dụng:',
  code: 'Mã 6 số',
  needCode: 'Mã gồm đúng 6 chữ số.',
  turnOn: 'Bật xác thực hai lớp',
  codes: 'Mã dự phòng',
  codesHint:
    'Đã bật. Mỗi mã dưới đây đăng nhập được một lần khi không có điện thoại. Hãy in hoặc chép lại ngay và cất chỗ an toàn: hệ thống không cho xem lại.',
  kept: 'Tôi đã cất mã',
  offHint: 'Tắt rồi, ai biết mật khẩu là vào được. Các mã dự phòng cũng hết dùng.',
  turnOff: 'Tắt xác thực hai lớp',
  turnedOff: 'Đã tắt xác thực hai lớp',
  help: {
    title: 'Trang này để làm gì',
    parts: [
      {
        head: 'Tôi là ai',
        body: 'Tên, tên đăng nhập, các vai trò đang giữ, ở đơn vị nào và từ ngày nào. Chỉ người quản trị thay đổi được.',
      },
      {
        head: 'Mật khẩu',
        body: 'Nhập mật khẩu đang dùng, rồi mật khẩu mới hai lần. Mật khẩu mới cần ít nhất 10 ký tự, khác mật khẩu cũ, không chứa tên đăng nhập và không phải mật khẩu hay gặp. Nhập sai nhiều lần thì phải đợi một lúc.',
      },
      {
        head: 'Xác thực hai lớp',
        body: 'Ngoài mật khẩu, hệ thống hỏi thêm 6 số do ứng dụng trên điện thoại tạo ra, đổi sau mỗi 30 giây. Chỉ tính là bật sau khi bạn nhập đúng mã đầu tiên.',
      },
      {
        head: 'Mất điện thoại',
        body: 'Đăng nhập bằng một mã dự phòng, rồi vào ngay trang này tắt xác thực hai lớp và cài lại với điện thoại mới. Không còn mã nào: nhờ người quản trị cấp mật khẩu dùng một lần; khi đó hệ thống cũng bỏ xác thực hai lớp.',
      },
    ],
  },
} as const;
