import { type Day, formatDay, formatMonth } from '#kernel/words/day.ts';
import { formatVnd } from '#kernel/words/money.ts';

/** How figures and days are written. */
const written = {
  figure: formatVnd,
  currency: 'đ',
  day: formatDay,
  /** Without the year. */
  dayShort: (day: Day) => formatDay(day).slice(0, 5),
  month: formatMonth,
};

export const vi = {
  title: 'Từng Nhà – đi chi trả',
  written,
  back: 'Quay lại',
  cancel: 'Bỏ qua',
  close: 'Đóng',
  next: 'Tiếp',
  save: 'Ghi lại',
  retry: 'Thử lại',
  loading: 'Đang mở…',
  nav: { label: 'Mục chính', list: 'Danh sách', bag: 'Túi', send: 'Gửi', phone: 'Máy' },

  enrol: {
    title: 'Đăng ký điện thoại',
    intro: 'Quét mã QR ở bưu cục bằng máy ảnh của điện thoại, hoặc gõ mã 20 chữ dưới đây.',
    code: 'Mã đăng ký',
    wrongCode: 'Mã gồm 20 chữ và số, chia 4 nhóm 5. Xem lại mã.',
    go: 'Đăng ký máy này',
    busy: 'Đang đăng ký…',
    unreachable: 'Không tới được máy chủ. Cần có mạng để đăng ký; mã vẫn dùng lại được.',
    wiped: (name: string, person: string) =>
      `Bộ nhớ của máy này đã bị xoá. Trước đó máy là “${name}” của ${person}.`,
    wipedDetail: (lastSeq: number, unsent: number) =>
      lastSeq === 0
        ? 'Máy chưa ghi thao tác nào. Đăng ký lại để nhận túi.'
        : unsent === 0
          ? `Đến thao tác số ${lastSeq}, mọi thao tác đã được máy chủ trả lời. Đăng ký lại để nhận túi.`
          : `Lúc còn ghi nhớ, ${unsent} thao tác chưa gửi (đến số ${lastSeq}). Đem tệp hoặc mã QR đã xuất, và phiếu giấy, đến bưu cục để nhập lại; rồi đăng ký lại máy này.`,
    recover: 'Máy chủ giữ mọi thao tác đã gửi. Bưu cục thấy số thao tác còn thiếu.',
  },
  pin: {
    make: 'Đặt mã PIN 6 số',
    why: 'Mã PIN khoá thông tin người nhận trong máy. Không ai, kể cả bưu cục, đọc lại được mã này.',
    again: 'Gõ lại mã PIN',
    differ: 'Hai lần gõ không giống nhau. Đặt lại.',
    weak: 'Mã quá dễ đoán. Chọn mã khác.',
    unlock: 'Mở khoá',
    enter: (person: string) => `Mã PIN của ${person}`,
    wrong: (wrong: number, left: number) =>
      left === 1
        ? `Đã gõ sai ${wrong} lần. Chỉ còn 1 lần: sai nữa thì thông tin trong túi bị xoá khỏi máy.`
        : `Đã gõ sai ${wrong} lần. Còn ${left} lần, sau đó thông tin trong túi bị xoá khỏi máy.`,
    wait: (time: string) => `Thử tiếp được sau ${time}`,
    erased: (most: number) => `Đã xoá thông tin túi khỏi máy này sau ${most} lần sai`,
    erasedDetail:
      'Các thao tác đã ký vẫn còn và vẫn gửi được. Tiền và phiếu trong túi vẫn nguyên trong sổ. Gửi hết (hoặc xuất tệp), rồi nhờ bưu cục cấp mã thay máy: túi trở lại như cũ.',
    erasedPictures: (n: number) => `${n} ảnh chưa gửi không mở được nữa.`,
    forgot: 'Quên mã PIN?',
    forgotDetail:
      'Thao tác vẫn gửi được khi máy khoá. Khi đã gửi hết, bỏ đăng ký máy này rồi đăng ký lại bằng mã mới của bưu cục.',
    digit: (n: string) => `Số ${n}`,
    erase: 'Xoá một số',
    typed: (n: number) => `Đã gõ ${n} trên 6 số`,
  },
  elsewhere: {
    title: 'Đang mở ở thẻ khác',
    detail: 'Chỉ một thẻ được ghi, để không việc nào bị ghi hai lần.',
    here: 'Dùng ở đây',
  },

  bar: {
    left: 'Còn trong túi',
    unsent: (n: number) => (n === 0 ? 'Đã gửi hết' : `${n} chưa gửi`),
    reached: 'Có máy chủ',
    unreached: 'Mất máy chủ',
    unknown: 'Đang dò mạng',
    sending: 'Đang gửi…',
    picture: (nth: number, of: number) => `Đang gửi ảnh ${nth}/${of}`,
  },
  alert: {
    questions: (n: number) => `${n} thao tác cần bưu cục giải quyết`,
    ruled: (n: number) => `Bưu cục đã kết luận ${n} việc. Xem kết luận`,
    gap: (seq: number) => `Máy chủ thiếu thao tác từ số ${seq}. Báo bưu cục ngay.`,
    clock: (text: string) => `Đồng hồ máy sai ${text}. Giờ ghi nhận tính theo máy chủ.`,
    revoked: 'Máy này đã bị thu hồi. Không chi thêm; về bưu cục.',
    replaced: 'Máy này đã được thay. Không chi thêm; về bưu cục.',
    lost: 'Máy này đã báo mất, túi bị phong toả. Về bưu cục.',
    full: 'Bộ nhớ máy gần đầy. Xoá bớt ảnh, video khác trước khi chi tiếp.',
    update: 'Có bản mới; tự cập nhật khi đóng túi và đã gửi hết.',
    updateNow: 'Cập nhật ngay',
    updateAsk: 'Đang giữa chuyến. Cập nhật chỉ mất vài giây, thao tác và túi còn nguyên. Cập nhật ngay?',
    waiting: (n: number) => `${n} lần giao đang chờ đếm và nhận`,
    days: (n: number) => `${n} ngày`,
    hours: (n: number) => `${n} giờ`,
    minutes: (n: number) => `${n} phút`,
    fast: (text: string) => `${text} (nhanh)`,
    slow: (text: string) => `${text} (chậm)`,
    failure: (code: string) => `Máy chủ không nhận máy này (${code}). Báo bưu cục.`,
    lostStorage: 'Bộ nhớ của máy vừa đóng lại, thường vì máy đầy. Việc đang ghi dở coi như CHƯA ghi được.',
    lostWhat:
      'Xoá bớt ảnh, video khác rồi mở lại, khi còn ở cạnh người nhận. Chỉ khi máy hiện “Đã chi” thì lần chi mới được ghi; nếu không, lấy lại tiền hoặc lập phiếu giấy.',
    openAgain: 'Mở lại',
  },
  list: {
    title: 'Danh sách',
    toGo: (n: number) => `Còn ${n}`,
    all: (n: number) => `Tất cả ${n}`,
    search: 'Tìm tên, thôn, 4 số cuối',
    none: 'Không thấy ai.',
    noneAll: 'Không còn ai phải đi.',
    acceptFirst: 'Túi đang chờ bạn đếm và nhận.',
    toBag: 'Đếm và nhận túi',
    over: (time: string) => `Chuyến trước kết thúc ${time}`,
    empty: 'Chưa có túi',
    emptyDetail: 'Khi có mạng, tải túi của chuyến này về máy.',
    fetch: 'Tải túi',
    fetching: 'Đang tải túi…',
    onRoad: 'Ngoài lộ trình, có phiếu trong túi',
    at: (time: string) => `khoảng ${time}`,
    state: { open: 'Chưa đến', visited: 'Đã đến, chưa chi', blocked: 'Chưa được chi', done: 'Xong' },
  },
  send: {
    title: 'Gửi về bưu cục',
    now: 'Gửi ngay',
    unsent: (n: number) => (n === 0 ? 'Mọi thao tác đã gửi' : `${n} thao tác chưa gửi`),
    pictures: (n: number) => `${n} ảnh đang gửi dở`,
    safe: (n: number, of: number) => `Máy chủ đã ký xác nhận đến thao tác ${n} trên ${of}`,
    cannotVerify: 'Trình duyệt này không kiểm được chữ ký của máy chủ, nên máy không xoá gì.',
    notCovered: (code: string) => `Xác nhận của máy chủ không đúng (${code}); máy không xoá gì.`,
    heard: (time: string) => `Máy chủ trả lời lần cuối ${time}`,
    never: 'Máy chủ chưa trả lời lần nào',
    questions: 'Cần bưu cục giải quyết',
    questionsWhy: 'Tiền đã trao vẫn được ghi. Bưu cục xem cả hai phía rồi kết luận.',
    settled: 'Bưu cục đã giải quyết',
    settleAsk: 'Chỉ bấm khi người của bưu cục đã giải quyết xong thao tác này.',
    outcome: {
      posted: 'Đã ghi sổ',
      refused: 'Không được nhận',
      quarantined: 'Để riêng chờ xét',
      already: 'Đã ghi sổ',
    },
    waiting: 'Chưa gửi',
    doubtful: 'Đã ghi, chờ bưu cục xem xét',
    rulings: 'Bưu cục đã kết luận',
    ruled: { recognised: 'Được công nhận', reversed: 'Không công nhận', needsYou: 'Cần bạn làm tiếp' },
    read: 'Đã đọc',
    all: 'Thao tác trong máy',
    allEmpty: 'Không có thao tác nào trong máy.',
    out: 'Không có mạng nhiều ngày?',
    outWhy:
      'Xuất các thao tác chưa được xác nhận ra tệp hoặc mã QR, đưa bưu cục nhập. Nhập hai lần cũng chỉ ghi một lần.',
    file: 'Xuất tệp',
    qr: 'Hiện mã QR',
    frame: (n: number, of: number) => `Mã ${n} trên ${of}`,
    previous: 'Mã trước',
    following: 'Mã sau',
    nothing: 'Không có gì phải xuất.',
    number: (seq: number) => `Số ${seq}`,
  },
  phone: {
    title: 'Máy này',
    person: 'Người dùng',
    office: 'Bưu cục',
    device: 'Tên máy',
    storage: 'Bộ nhớ',
    persisted: 'Trình duyệt cam kết giữ',
    notPersisted: 'Trình duyệt có thể xoá khi máy đầy. Gửi thường xuyên, thêm ứng dụng vào màn hình chính.',
    askPersist: 'Xin giữ bộ nhớ',
    free: (mb: string) => `còn trống ${mb} MB`,
    clock: 'Đồng hồ',
    clockRight: 'đúng với máy chủ',
    clockUnknown: 'chưa so với máy chủ',
    language: 'Ngôn ngữ',
    lock: 'Khoá máy',
    leave: 'Bỏ đăng ký máy này',
    leaveBlocked: (n: number) =>
      `Chưa bỏ được: ${n} thao tác hoặc ảnh chưa được máy chủ ký xác nhận. Gửi hoặc xuất trước.`,
    leavePictures: (n: number) =>
      `${n} ảnh chưa gửi nằm sau mã PIN này và sẽ mất. Các lần chi đã có trong sổ; báo bưu cục để lấy lại chữ ký.`,
    leaveAsk: 'Xoá mọi thông tin của Từng Nhà trong máy này? Muốn dùng lại phải có mã mới của bưu cục.',
    leaveBag: 'Túi còn tiền hoặc phiếu. Nộp lại bưu cục trước.',
    leaveYes: 'Xoá và bỏ đăng ký',
    version: 'Bản',
  },
  scan: {
    title: 'Quét mã QR trên CCCD',
    aim: 'Đưa mã QR vào khung',
    denied:
      'Máy ảnh đang bị chặn cho ứng dụng này. Cho phép trong cài đặt trình duyệt, hoặc chụp ảnh mã, hoặc gõ số.',
    noCamera: 'Không mở được máy ảnh. Chụp ảnh mã, hoặc gõ số.',
    photo: 'Chụp ảnh mã',
    unread: 'Không đọc được mã trong ảnh. Chụp gần và rõ hơn.',
  },
  failure: {
    unreachable: 'Không tới được máy chủ.',
    unsent_left: 'Còn thao tác chưa gửi; gửi hết rồi tải túi.',
    other: (code: string) => `Không làm được (${code}).`,
  },
};

export type Texts = typeof vi;
