import { useLanguage } from '#kernel/web/language.tsx';

/** English for what the product itself wrote into the registers; the law's own words and an office's stand as they are. */
const ENGLISH: Readonly<Record<string, string>> = {
  'Mức khởi điểm của sản phẩm, chờ đơn vị quy định':
    'Starting value of the product, until the office sets its own',
  'Quy định nội bộ của đơn vị': 'The office’s own rule',
  'Chỉ giữ khi còn cần cho việc chống dò mật khẩu': 'Kept only while needed against guessed passwords',
  'Chỉ giữ khi còn cần để tra vết đăng nhập': 'Kept only while needed to trace sign-ins',
  'Mã dùng một lần đã hết hạn': 'One-time codes that have expired',
  'Chỉ giữ khi còn cần để sửa và nhận lại danh sách; tệp đã nhận giữ cùng danh sách':
    'Kept only while needed to mend a list and take it in again; the file of a list taken in stays with the list',
  'Tết Dương lịch': 'New Year’s Day',
  'Tết Nguyên đán': 'Lunar New Year',
  'Giỗ Tổ Hùng Vương': 'Hùng Kings’ Day',
  'Ngày Chiến thắng và Quốc tế Lao động': 'Reunification Day and Labour Day',
  'Quốc khánh': 'National Day',
  'Ngày Văn hóa Việt Nam': 'Vietnamese Culture Day',
  'dưới 4 tuổi': 'under 4',
  'từ 4 đến dưới 16 tuổi': '4 to under 16',
  'từ 16 đến 22 tuổi còn đi học': '16 to 22, at school',
  'nuôi 1 con': 'one child',
  'nuôi 2 con trở lên': 'two children or more',
  'từ 60 đến dưới 80 tuổi': '60 to under 80',
  'từ 80 tuổi': '80 and over',
  'người lớn': 'adult',
  'trẻ em hoặc người cao tuổi': 'child or elderly',
};

/** Writes the product's own words in the user's language. */
export function useOwnWords(): (text: string) => string {
  const { language } = useLanguage();
  return (text) => (language === 'en' ? (ENGLISH[text] ?? text) : text);
}
