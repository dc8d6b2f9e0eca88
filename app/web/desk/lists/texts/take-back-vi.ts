/** Taking a whole list back, and taking a withdrawal back. */
export const takeBack = {
  withdraw: 'Thu hồi cả danh sách',
  withdrawTitle: 'Thu hồi cả danh sách?',
  goes: (n: string, vnd: string) => `Thu hồi ${n} phiếu chưa chi, ${vnd} đ.`,
  stays: 'Ở lại, không thu hồi:',
  paid: (n: string, vnd: string) =>
    `${n} phiếu đã chi, ${vnd} đ: tiền đã đến tay người nhận. Muốn lấy lại, thu hồi từng lần chi.`,
  away: (n: string, vnd: string, holder: string) =>
    `${n} phiếu, ${vnd} đ, đang ở nơi khác (${holder}): nhận về bàn phiếu trước rồi mới thu hồi được.`,
  returned: (n: string, vnd: string) => `${n} phiếu đã hoàn cơ quan, ${vnd} đ.`,
  withdrawn: (n: string, vnd: string) => `${n} phiếu đã thu hồi trước, ${vnd} đ.`,
  nothing: 'Không còn phiếu nào chưa chi ở bàn phiếu, nên không có gì để thu hồi.',
  settled: 'Tháng này đã quyết toán: số liệu đã báo cơ quan, không thu hồi hay bỏ thu hồi được nữa.',
  rest: 'Thu hồi phần còn lại, để các phiếu trên ở nguyên',
  whole:
    'Danh sách thu hồi được nhận nguyên vẹn hoặc không nhận. Vì có phiếu phải ở lại, hãy xác nhận là chỉ thu hồi phần còn lại.',
  after:
    'Phiếu về cơ quan và không chi được nữa; người có tên có thể được đưa vào danh sách mới. Khi cần thì bỏ được lần thu hồi này.',
  document: 'Văn bản của cơ quan',
  documentHint: 'Số, ngày công văn hoặc quyết định',
  reason: 'Lý do',
  two: (limit: string) =>
    `Trên ${limit} đ: lập đề nghị, kế toán trưởng hoặc giám đốc đồng ý thì mới thu hồi.`,
  propose: 'Lập đề nghị',
  proposed: 'Đã lập đề nghị, đang chờ người thứ hai',
  done: (n: string, vnd: string) => `Đã thu hồi ${n} phiếu, ${vnd} đ`,
  history: 'Các lần thu hồi cả danh sách',
  at: 'Lúc',
  by: 'Người thu hồi',
  state: 'Tình trạng',
  stands: 'Đang thu hồi',
  wasRestored: 'Đã bỏ thu hồi',
  open: 'Mở danh sách thu hồi',
  of: 'Thu hồi danh sách',
  restore: 'Bỏ thu hồi',
  restoreTitle: 'Bỏ lần thu hồi này?',
  restores: (n: string, vnd: string) =>
    `${n} phiếu, ${vnd} đ, trở về bàn phiếu đã giao và chi được từ hôm nay.`,
  restored: (n: string, vnd: string) => `Đã đưa lại ${n} phiếu, ${vnd} đ`,
  restoredBy: (who: string, at: string) => `${who}, ${at}`,
  nothingToRestore: 'Không còn phiếu nào của lần thu hồi này để đưa lại.',
} as const;
