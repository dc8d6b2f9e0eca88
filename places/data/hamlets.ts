import { communes2020 } from './communes-2020.ts';

/** Names heard in the hamlets of the plain; spread over communes by a fixed rule, so they are plausible, not a register. */
const PLAIN =
  'An Lộng,An Bình,An Hưng,Bích La,Câu Nhi,Diên Khánh,Đại An Khê,Đại Hào,Đại Lộc,Đồng Bào,Đồng Tâm,Đông Dương,Gia Đẳng,Gia Độ,Hà Lộc,Hà Thanh,Hà Trung,Hiền Lương,Kim Long,Kinh Môn,Lam Thủy,Lan Đình,Lâm Cao,Lễ Môn,Linh Chiểu,Long Quang,Mai Xá,Mỹ Chánh,Mỹ Hội,Mỹ Tá,Nhan Biều,Nhật Tân,Như Lệ,Phú Hải,Phú Long,Phương Sơn,Quảng Xá,Tân Mỹ,Tân Trại,Thâm Triều,Thủy Ba,Thượng Xá,Tiên An,Trà Lộc,Trung An,Trường Xuân,Tùng Luật,Văn Quỹ,Vân Hòa,Xuân Lâm'.split(
    ',',
  );
const MOUNTAIN =
  'A Dơi,A Giằng,A La,A Rồng,A Xing,Ba Rầu,Cát,Chênh Vênh,Coóc,Cu Dong,Cu Tài,Cựp,Hồ,Húc Thượng,Ka Tăng,Khe Hiên,Khe Luồi,Ku Pua,Kỳ Nơi,La Heng,La Tó,Làng Cát,Loa,Lía,Máng Song,Mò Ó,Pa Hy,Pa Nho,Pa Roi,Pa Tầng,Pin,Ra Lu,Ra Lây,Ra Ly,Rào Quán,Ruộng,Tà Đủ,Tà Lao,Tà Păng,Tà Rùng,Tăng Cô,Trầm,Trăng,Troan,Tưm,Xa Bai,Xa Đăng,Xa Ry,Xi Núc,Xóm Mới'.split(
    ',',
  );
/** The names the monthly lists of Cam Lộ use; any of its communes may carry any of them. */
const CAM_LO = 'An Mỹ,Bích Giang,Đốc Kỉnh,Hậu Viên,Nghĩa Hy,Phan Xá,Tân Hiệp,Trúc Khê'.split(',');
const BAN_DISTRICTS = new Set(['465', '467']);
/** Kinh settlements of the mountain districts: hamlets there are called thôn. */
const KINH_IN_MOUNTAINS = new Set(['19450', '19459', '19462', '19465', '19567', '19570']);

const rows = Object.entries(communes2020).flatMap(([district, communes]) =>
  communes.map(([code, kind]) => ({ district, code, kind })),
);

function pick(pool: readonly string[], start: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => pool[(start * 7 + i * 11) % pool.length] ?? '');
}

function namesOf({ district, code, kind }: (typeof rows)[number]): string[] {
  const start = (Number(code) - 19330) / 3;
  if (district === '468')
    return kind === 'Thị trấn'
      ? [...CAM_LO.map((name) => `Khu phố ${name}`), ...[1, 2, 3, 4].map((n) => `Khu phố ${n}`)]
      : [...CAM_LO.map((name) => `Thôn ${name}`), ...[1, 2, 3, 4].map((n) => `Thôn ${n}`)];
  if (kind !== 'Xã') return Array.from({ length: 6 + (start % 4) }, (_, i) => `Khu phố ${i + 1}`);
  if (BAN_DISTRICTS.has(district) && !KINH_IN_MOUNTAINS.has(code))
    return pick(MOUNTAIN, start, 5 + (start % 4)).map((name) => `Bản ${name}`);
  return pick(PLAIN, start, 5 + (start % 5)).map((name) => `Thôn ${name}`);
}

const byCommune = new Map(rows.map((row) => [row.code, [...new Set(namesOf(row))]]));

/** Hamlets of a commune of 2020 by its code, always the same ones; empty for an unknown code. */
export function hamletsOf(communeCode: string): readonly string[] {
  return byCommune.get(communeCode) ?? [];
}
