import type { Example } from '#kernel/paper/fit.ts';
import type { FormCode, Forms, Issuer } from './shapes.ts';

/** Invented data of every form with no value empty: what a layout is checked against and previewed with. */
const issuer: Issuer = {
  parentName: 'BƯU ĐIỆN TỈNH QUẢNG TRỊ',
  name: 'BƯU ĐIỆN THÀNH PHỐ ĐÔNG HÀ',
  number: '12/BĐ-CT',
  place: 'Đông Hà',
  madeOn: '2020-12-05',
};
const listed = {
  personRef: 'a1',
  personNumber: '0451000017',
  name: 'Nguyễn Thị Thuỳ Dương',
  pointCode: '19333',
  pointName: 'Phường 1',
  sourceCode: 'fund',
  sourceName: 'Quỹ BHXH',
  regimeCode: 'retired',
  regimeName: 'Hưu trí',
  thisMonthVnd: 4_512_300n,
  arrearsVnd: 350_000n,
  carriedVnd: 0n,
  deductedVnd: 62_300n,
  totalVnd: 4_800_000n,
  paidOn: '2020-12-04',
  note: 'Truy lĩnh tháng 11',
};
const list = {
  issuer,
  programmeName: 'Lương hưu và trợ cấp bảo hiểm xã hội',
  funderName: 'Bảo hiểm xã hội tỉnh Quảng Trị',
  listNumber: '12/2020',
  month: '2020-12',
};
const signers = {
  maker: 'Lê Văn Tám',
  accountant: 'Trần Thị Bưởi',
  funderDirector: 'Hồ Văn Đỉnh',
  postDirector: 'Phạm Thị Sáu',
};
const receipt: { facts: Forms['c73']['facts']; rows: { vouchers: Forms['c73']['rows']['vouchers'][] } } = {
  facts: {
    issuer,
    receiptNumber: 'DH-2020-12-000123',
    evidenceCode: '7Q2M4-XKV9T',
    checkAddress: 'https://chitra.example.vn/kiem-chung?so=DH-2020-12-000123&ma=7Q2M4-XKV9T',
    takenBack: '1.624.000 đồng, ngày 06/12/2020',
    person: {
      name: 'Nguyễn Thị Thuỳ Dương',
      number: '0451000017',
      address: 'Khu phố 3, Phường 1, thành phố Đông Hà',
    },
    collector: {
      name: 'Hoàng Văn Quyết',
      relation: 'người được uỷ quyền',
      idNumber: '045*****1234',
      authority: 'số 03/2020, đến 30/06/2021',
    },
    paidAtOffice: 'Điểm chi trả Phường 1',
    teller: { name: 'Võ Thị Mười' },
  },
  rows: {
    vouchers: [
      { programmeName: 'Lương hưu', kindName: 'hằng tháng', month: '2020-12', amountVnd: 4_512_300n },
      { programmeName: 'Người có công', kindName: 'truy lĩnh', month: '2020-11', amountVnd: 1_624_000n },
    ],
  },
};
const side = { position: 'Thủ quỹ', officeName: 'Bưu điện thành phố Đông Hà', handName: 'két chính' };

const examples: {
  [C in FormCode]: {
    facts: Forms[C]['facts'];
    rows: { [R in keyof Forms[C]['rows']]: Forms[C]['rows'][R][] };
  };
} = {
  c72a: {
    facts: { ...list, signers: { ...signers, payer: 'Võ Thị Mười' } },
    rows: { people: [{ ...listed, address: 'Khu phố 3, Phường 1', collector: 'Hoàng Văn Quyết' }] },
  },
  c72b: {
    facts: { ...list, signers },
    rows: {
      people: [{ ...listed, accountNumber: '3901000123456', bankName: 'Ngân hàng Nông nghiệp Quảng Trị' }],
    },
  },
  c73: receipt,
  'c73-80mm': receipt,
  c74: {
    facts: {
      issuer,
      month: '2020-12',
      funderName: 'Bảo hiểm xã hội tỉnh Quảng Trị',
      feeVnd: 31_500_000n,
      signers,
    },
    rows: {
      lines: [
        {
          programmeCode: 'pension',
          programmeName: 'Lương hưu và trợ cấp bảo hiểm xã hội',
          sourceCode: 'fund',
          sourceName: 'Quỹ BHXH',
          pointName: 'Phường 1',
          listedCount: 120,
          listedVnd: 540_000_000n,
          paidCount: 118,
          paidVnd: 531_000_000n,
          unpaidCount: 2,
          unpaidVnd: 9_000_000n,
          carriedCount: 1,
          carriedVnd: 4_000_000n,
          returnedCount: 1,
          returnedVnd: 5_000_000n,
        },
      ],
    },
  },
  '13-hsb': {
    facts: {
      giver: {
        name: 'Nguyễn Thị Thuỳ Dương',
        bornText: '15/08/1938',
        number: '0451000017',
        idNumber: '045*****7021',
        address: 'Khu phố 3, Phường 1, thành phố Đông Hà, tỉnh Quảng Trị',
      },
      taker: {
        name: 'Hoàng Văn Quyết',
        relation: 'con',
        bornText: '1965',
        idNumber: '045*****1234',
        address: 'Khu phố 3, Phường 1, thành phố Đông Hà, tỉnh Quảng Trị',
      },
      scope: 'Nhận thay lương hưu hằng tháng và các khoản truy lĩnh tại điểm chi trả Phường 1.',
      validFrom: '2020-12-05',
      validTo: '2021-12-04',
      place: 'Đông Hà',
      madeOn: '2020-12-05',
      certifiedBy: 'Uỷ ban nhân dân Phường 1, thành phố Đông Hà',
    },
    rows: {},
  },
  'cash-minutes': {
    facts: {
      issuer,
      minutesNumber: '07/2020',
      reason: 'tiếp quỹ chi trả tháng 12/2020',
      handedOn: '2020-12-05',
      handedAtTime: '07:30',
      handedPlace: 'Bưu điện thành phố Đông Hà',
      giver: { ...side, name: 'Trần Thị Bưởi' },
      taker: {
        ...side,
        name: 'Võ Thị Mười',
        position: 'Trưởng điểm',
        officeName: 'Điểm chi trả Phường 1',
        handName: 'két điểm',
      },
      witness: { name: 'Lê Văn Tám', position: 'Kiểm soát viên' },
      explanation: 'Thiếu một tờ 500.000 đồng trong bó số 3, chuyển theo dõi chênh lệch.',
    },
    rows: {
      notes: [
        {
          noteVnd: 500_000,
          offeredPieces: 400,
          offeredVnd: 200_000_000n,
          countedPieces: 399,
          countedVnd: 199_500_000n,
          differencePieces: -1,
          differenceVnd: -500_000n,
        },
        {
          noteVnd: 100_000,
          offeredPieces: 150,
          offeredVnd: 15_000_000n,
          countedPieces: 150,
          countedVnd: 15_000_000n,
          differencePieces: 0,
          differenceVnd: 0n,
        },
      ],
    },
  },
  'day-close': {
    facts: {
      issuer,
      handName: 'Ngăn kéo số 2',
      closedOn: '2020-12-05',
      closedAtTime: '17:05',
      closingNumber: 1,
      differenceVnd: -2_000n,
      differenceSaid: 'đếm lại hai lần, thiếu một tờ 2.000 đ',
      differenceStands: 'đang treo, chờ kết luận',
      checkpoint: '208258 · lHKM936YOuMSdxa3OargHm5tvrblO/b0AmN/OVWwOFQ= · 2020-12-05T10:21:52Z',
      signers: { holder: 'Võ Thị Mười', checker: 'Lê Văn Tám', manager: 'Trần Thị Bưởi' },
    },
    rows: {
      book: [
        { label: 'Tồn đầu ngày', times: 1, amountVnd: 5_000_000n },
        { label: 'Nhận từ két', times: 2, amountVnd: 210_000_000n },
        { label: 'Đã chi trả', times: 47, amountVnd: -201_512_000n },
      ],
      notes: [
        { noteVnd: 500_000, pieces: 26, amountVnd: 13_000_000n },
        { noteVnd: 2_000, pieces: 243, amountVnd: 486_000n },
      ],
      things: [{ label: 'Phiếu chi trả', bookCount: 12, scannedCount: 12, differenceCount: 0 }],
    },
  },
};

export function exampleOf(code: FormCode): Example {
  return examples[code];
}
