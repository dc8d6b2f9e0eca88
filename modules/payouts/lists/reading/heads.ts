import { searchKey } from '#kernel/words/text.ts';
import type { Field } from './shapes.ts';

/**
 * Heads of funders' lists, without diacritics, most particular first. A null field is a column that is known and not needed
 * (signatures). The wording follows the C72a-HD manner of social insurance and the lists of labour offices.
 */
const HEADS: readonly [Field | null, RegExp][] = [
  [null, /^(ky nhan|ky ten|chu ky|nguoi nhan ky|nguoi ky|ngay (ky )?nhan|ngay linh|xac nhan)/],
  [
    'proxyName',
    /^(?!.*(cccd|cmnd|dien thoai|quan he|ngay|so )).*(nguoi (nhan|linh) (thay|ho)|uy quyen|nhan thay|linh thay|nhan ho)/,
  ],
  [null, /(nguoi (nhan|linh) (thay|ho)|uy quyen|nhan thay|quan he)/],
  ['ordinal', /^(stt|tt|so tt|so thu tu|thu tu|no)$/],
  ['bankAccount', /(tai khoan|^stk$|so tk)(?!.*(chu|ten|mo tai|tai ngan))/],
  ['bankName', /(ngan hang|mo tai)/],
  ['phone', /(dien thoai|^sdt$|so dt|di dong)/],
  ['diedOn', /(ngay (chet|mat|tu tran)|tu tran)/],
  [
    'arrearsMonths',
    /(so thang (duoc )?truy|truy (linh|tra) so thang|thang truy (linh|tra)|tu thang den thang)/,
  ],
  [
    'funderCode',
    /^(ma|so) (so )?(doi tuong|nguoi huong|nguoi co cong|ncc|ho so|dinh danh doi tuong|ncc|nguoi nhan)/,
  ],
  [
    'insuranceNo',
    /(^so so|^ma so( so)?$|so so bhxh|^so bhxh|ma (so )?(bhxh|bao hiem)|so (so )?bao hiem|the bhxh)/,
  ],
  ['identity', /(cccd|cmnd|cmt|dinh danh|can cuoc|chung minh|ddcn|giay to tuy than)/],
  ['familyName', /^(ho dem|ho va (ten )?(dem|lot|chu lot|chu dem)|ho lot|ho chu lot)/],
  ['birthDay', /sinh ngay$|^ngay sinh ngay/],
  ['birthMonth', /sinh thang$/],
  ['birthMale', /sinh nam nam$|nam sinh nam$|(ngay sinh|thang nam sinh) nam gioi$/],
  ['birthFemale', /sinh nu$/],
  ['birthYear', /^ngay( thang)?( nam)? sinh nam$/],
  ['birth', /(ngay|thang|nam) sinh|^sinh (ngay|nam)|^ns$/],
  ['sex', /^(gioi tinh|gioi|phai|nam nu|gt)$/],
  [
    'fullName',
    /(^ho (va )?ten|^ten (nguoi|doi tuong|ca nhan)|^nguoi (huong|nhan)( che do| tro cap)?$|^ho ten|nguoi duoc (huong|linh))/,
  ],
  ['givenName', /^ten$/],
  ['hamlet', /^(thon|khu pho|kp|to dan pho|tdp|ban|khom|ap|xom|to)( |$)/],
  ['commune', /^(xa|phuong|thi tran|ten xa)( |$)/],
  ['address', /(dia chi|noi o|noi cu tru|cho o|thuong tru|ho khau|que quan)/],
  ['payPoint', /(diem (chi )?(tra|chi)|noi (linh|nhan)|buu cuc)/],
  ['note', /(ghi chu|^ly do|^dien giai)/],
  ['carried', /((ky|thang) truoc|chua (nhan|linh)|chuyen sang|ton (ky|thang))/],
  ['funeral', /mai tang/],
  ['oneOff', /(mot lan|1 lan|qua tet|tang qua)/],
  ['arrears', /(truy (linh|tra|nhan)|linh bu)/],
  ['deduction', /(khau tru|thu hoi|giam tru|phai thu)/],
  ['supplement', /(phu cap|bo sung|tro cap them|cham soc|dieu duong)/],
  [
    'total',
    /(^tong|^cong$|^cong (so )?tien|tong (so|cong|tien)|thuc (linh|nhan|chi)|so tien (duoc )?(linh|nhan|chi tra)|duoc nhan)/,
  ],
  ['source', /^(nguon|nguon (kinh phi|chi)|nsnn)/],
  [
    'regular',
    /(muc (huong|tro cap|luong|chi)|^thang \d|^luong|^tro cap thang|(thang|ky) nay|hang thang|luong huu|so tien tro cap|^tien tro cap|^tro cap$)/,
  ],
  ['regime', /(che do|doi tuong|loai (tro cap|huong)|^dien|dang huong)/],
  ['amount', /^(so tien|thanh tien|tien)( dong| vnd)?$|so tien|thanh tien|kinh phi/],
];

/** The field a head names; null for a known head that is not needed; undefined for an unknown one. */
export function fieldOfHead(head: string): Field | null | undefined {
  const key = searchKey(head.replace(/\(.*?\)/g, ' '));
  if (key === '') return undefined;
  return HEADS.find(([, pattern]) => pattern.test(key))?.[0];
}

/** A sub-head under its head: the two together where they say more than the head, else the sub-head alone. */
export function fieldOfSubhead(head: string, subhead: string): Field | null | undefined {
  const both = fieldOfHead(`${head} ${subhead}`);
  const alone = fieldOfHead(subhead);
  const parent = fieldOfHead(head);
  // The name and number under `Người nhận thay` or `Ký nhận` are not the payee's.
  if (parent === 'proxyName' || parent === null) return both === undefined ? parent : both;
  if (both !== undefined && (both !== parent || alone === 'amount')) return both;
  return alone ?? both;
}
