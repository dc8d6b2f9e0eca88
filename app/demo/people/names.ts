import { weighted, type Draw } from './draw.ts';

export type Sex = 'male' | 'female';

const words = (text: string) => text.split(' ');

const family = weighted(
  Object.entries({
    Nguyễn: 33, Lê: 14, Trần: 12, Hoàng: 7, Phan: 5, Võ: 5, Hồ: 4, Trương: 4, Phạm: 3, Bùi: 2, Đỗ: 2, Đặng: 2,
    Dương: 2, Thái: 1, Đoàn: 1, Ngô: 1, Mai: 1, Lương: 0.6, Cao: 0.6, Tạ: 0.5, Cáp: 0.5, Văn: 0.5, Đào: 0.5, Lý: 0.4,
  }),
); // prettier-ignore
/** Bru–Vân Kiều and Pa Cô families took the name of President Hồ; a few keep Côn or another. */
const mountainFamily = weighted(Object.entries({ Hồ: 90, Côn: 5, Kôn: 3, Pi: 2 }));

const MIDDLE_MALE_OLD = words('Văn Văn Văn Văn Hữu Đình Xuân Công Quang Đức Ngọc Viết Bá Trọng Sĩ Thanh');
const MIDDLE_MALE_NEW = words('Văn Văn Minh Quang Đức Quốc Anh Hoàng Thanh Hữu Tuấn Gia Ngọc Xuân Công Bảo');
const MIDDLE_FEMALE_NEW =
  'Thị|Thị|Thị|Thị Thanh|Thị Kim|Thị Thu|Thị Ngọc|Thị Hồng|Thị Mỹ|Thị Thùy|Ngọc|Thanh|Khánh|Thảo'.split('|');

const MALE_OLD = words(
  'Thắng Nghĩa Hiếu Lợi Sơn Long Hùng Dũng Bình Chiến Lực Định Thọ Phúc Lộc Cảnh Diệm Hòe Kiểu Lữ Mãn Nậy Phu Quế Sắt Tấn Thuyết Trí Tuyến Uynh Vịnh Xứng Ngọ Mùi Tý Dần Cường Khánh Thành Toàn Vinh Quyết Thiện Tài Đạt',
);
const MALE_NEW = words(
  'Nam Tuấn Hùng Dũng Cường Hải Hoàng Minh Long Sơn Phong Quân Thắng Tùng Việt Đạt Huy Khánh Bảo Nhật Phúc Thịnh Trung Kiên Hiếu Nghĩa Thành Vũ Tiến Duy',
);
const FEMALE_OLD = words(
  'Gái Bưởi Lài Én Cháu Con Chút Thẻo Em Nuôi Hường Hồng Cúc Lan Huệ Đào Sen Xuân Thu Mai Diệm Thí Tửu Lựu Nậy Rớt Khướu Quýt Vàng Bông Liễu Nguyệt Tâm Thìn Hợi Chanh Lý Bê Thúy Tuyết Hoa Nga Phượng Yến Thủy',
);
const FEMALE_NEW = words(
  'Hoa Hương Hà Thủy Nga Loan Thanh Phượng Yến Trang Linh Thảo Nhi My Ngân Uyên Quỳnh Trâm Vy Hằng Hiền Nhung Lan Oanh Phương Tâm Thương Vân Diệu Duyên',
);
const MOUNTAIN_MALE = words(
  'Xa Thơi Khăm Lăng Phăn Choi Ăm Xuôi Pờng Coi Thun Lâm Miết Vang Ngoan Chiên Hươm Nông Pưm Rưng Tâm Thả Toan Văng Xanh Đang Hùng Cường Kiên Cu',
);
const MOUNTAIN_FEMALE = words(
  'Xuôi Lương Hơm Nghiên Pỉ Khơi Vân Lan Mai Nhơn Hương Thơm Căn Kê Ngoi Lềnh Mon Nia Pơm Rế Tươi Thương Vằng Xoan Hoa Loan Chăn Kăn',
);

function mountainName(draw: Draw, sex: Sex, birthYear: number, ofFamily?: string): string {
  const drawn = mountainFamily(draw);
  const name = ofFamily ?? drawn;
  if (sex === 'female') return `${name} Thị ${draw.pick(MOUNTAIN_FEMALE)}`;
  const given = draw.pick(MOUNTAIN_MALE);
  // Older men are often known as the father of their first child.
  if (birthYear < 1965 && draw.chance(0.18)) return `${name} Pả ${given}`;
  return draw.chance(0.15) ? `${name} A ${given}` : `${name} Văn ${given}`;
}

/** A name as someone of that sex and generation might carry in Quảng Trị; of nobody in particular. `ofFamily` gives the family name. */
export function drawName(
  draw: Draw,
  sex: Sex,
  birthYear: number,
  mountain: boolean,
  ofFamily?: string,
): string {
  if (mountain) return mountainName(draw, sex, birthYear, ofFamily);
  const drawn = family(draw);
  const name = ofFamily ?? drawn;
  const old = birthYear < 1962;
  if (sex === 'male')
    return `${name} ${draw.pick(old ? MIDDLE_MALE_OLD : MIDDLE_MALE_NEW)} ${draw.pick(old ? MALE_OLD : MALE_NEW)}`;
  const middle = old && draw.chance(0.85) ? 'Thị' : draw.pick(MIDDLE_FEMALE_NEW);
  return `${name} ${middle} ${draw.pick(old ? FEMALE_OLD : FEMALE_NEW)}`;
}
