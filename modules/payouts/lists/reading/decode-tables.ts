/** Legacy Vietnamese code pages, keyed by the character windows-1252 shows for their bytes, as spreadsheets keep them. */

/** TCVN 5712:1993 VN3 (the .VnTime fonts). Capital vowels with a tone do not exist: the capital fonts redraw the small ones. */
export const TCVN3 = new Map<string, string>(
  pairs(
    'µà¶ả·ã¸á¹ạ¨ă»ằ¼ẳ½ẵ¾ắÆặ©âÇầÈẩÉẫÊấËậ®đÌèÎẻÏẽÐéÑẹªêÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọ«ôåồæổçỗèốéộ' +
      '¬ơêờëởìỡíớîợïùñủòũóúôụ\u00adưõừöử÷ữøứùựúỳûỷüỹýýþỵ¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ',
  ),
);

/** Windows-1258: letters that differ from windows-1252 and the five tones as combining marks after the vowel. */
export const CP1258 = new Map<string, string>(pairs('Ì\u0300Ò\u0309Þ\u0303ì\u0301ò\u0323ÃĂãăÐĐðđÕƠõơÝƯýưþ₫'));

/** VNI-Windows: a plain vowel followed by a second character that carries its shape and tone; a few letters stand alone. */
export const VNI = new Map<string, string>([
  ...vowels('a', 'ùáøàûảõãïạââáấàầåẩãẫäậêăéắèằúẳüẵëặ'),
  ...vowels('e', 'ùéøèûẻõẽïẹâêáếàềåểãễäệ'),
  ...vowels('o', 'ùóøòûỏõõïọâôáốàồåổãỗäộ'),
  ...vowels('ô', 'ùớøờûởõỡïợ'),
  ...vowels('u', 'ùúøùûủõũïụ'),
  ...vowels('ö', 'ùứøừûửõữïự'),
  ...vowels('y', 'ùýøỳûỷõỹ'),
  ...pairs('ôơöưñđæỉóĩòịîỵ').flatMap(([from, to]) => [
    [from, to] as [string, string],
    [from.toUpperCase(), to.toUpperCase()] as [string, string],
  ]),
]);

function pairs(text: string): [string, string][] {
  const letters = [...text];
  return Array.from({ length: letters.length / 2 }, (_, i) => [
    letters[2 * i] ?? '',
    letters[2 * i + 1] ?? '',
  ]);
}

/** Each mark after each case of its vowel: `aù`, `Aù` and `AÙ` all occur. */
function vowels(vowel: string, marks: string): [string, string][] {
  return pairs(marks).flatMap(([mark, letter]) => [
    [vowel + mark, letter],
    [vowel.toUpperCase() + mark, letter.toUpperCase()],
    [vowel.toUpperCase() + mark.toUpperCase(), letter.toUpperCase()],
  ]);
}
