/**
 * Passwords that are long enough and still the first to be tried: the common ones of ten characters and more in published
 * lists of leaked passwords, and what people here would think of. Compared in lower case without blanks, dots and dashes.
 */
const COMMON = new Set(
  `1234567890 12345678910 0123456789 0987654321 9876543210 1234567891 12345678901 123456789a 123456789q 123456789z a123456789
  q123456789 z123456789 abc123456789 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc qwertyuiop qwertyuiop123 qwerty12345 qwerty123456
  qwerty1234 q1w2e3r4t5 asdfghjkl123 asdfghjkl1 zxcvbnm123 1qazxsw23edc password123 password1234 password12 passw0rd123
  p@ssw0rd123 p@ssword123 password@123 admin12345 admin123456 administrator administrator1 welcome123 welcome1234 letmein1234
  iloveyou123 iloveyou12 changeme123 trustno1trustno1 sunshine123 football123 princess123 superman123 baseball123 michael123
  matkhau123 matkhau1234 matkhau12345 matkhau123456 matkhaumoi anhyeuem123 emyeuanh123 anhyeuem1 yeuemnhieu vietnam123
  vietnam1234 vietnam2020 vietnam2025 vietnam2026 buudien123 buudien1234 buudien2020 buudien2025 buudien2026 buudienquangtri
  quangtri123 quangtri1234 quangtri2020 quangtri2025 quangtri2026 quangbinh123 vnpost1234 vnpost12345 vnpost@123 vnpost2025
  vnpost2026 tungnha123 tungnha1234 chitraluonghuu luonghuu123 giaodichvien 0912345678 0123456789a`
    .split(/\s+/)
    .filter(Boolean),
);

export function isCommonPassword(password: string): boolean {
  const plain = password.toLowerCase();
  return COMMON.has(plain) || COMMON.has(plain.replace(/[\s.\-_]/g, ''));
}
