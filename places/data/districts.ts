import type { CommuneRow } from './unit.ts';

/** The ten district units of Quảng Trị until 30 June 2025. Cồn Cỏ is an island district without communes. */
export const districts2020: readonly CommuneRow[] = [
  ['461', 'Thành phố', 'Đông Hà', 16.802, 107.071],
  ['462', 'Thị xã', 'Quảng Trị', 16.6781, 107.145],
  ['464', 'Huyện', 'Vĩnh Linh', 17.0783, 106.956],
  ['465', 'Huyện', 'Hướng Hóa', 16.589, 106.782],
  ['466', 'Huyện', 'Gio Linh', 16.9254, 107.086],
  ['467', 'Huyện', 'Đa Krông', 16.745, 106.826],
  ['468', 'Huyện', 'Cam Lộ', 16.7517, 106.949],
  ['469', 'Huyện', 'Triệu Phong', 16.7174, 107.137],
  ['470', 'Huyện', 'Hải Lăng', 16.6719, 107.257],
  ['471', 'Huyện', 'Cồn Cỏ', 17.15925, 107.339],
];

/** The eight district units of Quảng Bình until 30 June 2025. */
export const districtsQuangBinh: readonly CommuneRow[] = [
  ['450', 'Thành phố', 'Đồng Hới', 17.4522, 106.632],
  ['452', 'Huyện', 'Minh Hóa', 17.8486, 105.95],
  ['453', 'Huyện', 'Tuyên Hóa', 17.9452, 105.991],
  ['454', 'Huyện', 'Quảng Trạch', 17.7878, 106.396],
  ['455', 'Huyện', 'Bố Trạch', 17.5674, 106.509],
  ['456', 'Huyện', 'Quảng Ninh', 17.3867, 106.615],
  ['457', 'Huyện', 'Lệ Thủy', 17.2319, 106.77],
  ['458', 'Thị xã', 'Ba Đồn', 17.7687, 106.418],
];
