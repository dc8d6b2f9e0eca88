/** What a layout does wrong, in the reader's language: whoever wrote the file is who must mend it. */
export interface Fault {
  readonly vi: string;
  readonly en: string;
}

/** What is wrong and where, as `body[3].columns[2].value`; a layout as a whole stands at `layout`. */
export interface LayoutFault {
  readonly at: string;
  readonly fault: Fault;
}

const fault = (vi: string, en: string): Fault => ({ vi, en });

export const NOT_OBJECT = fault('phải là một đối tượng { … }', 'must be an object { … }');
export const NOT_LIST = fault('phải là một danh sách [ … ]', 'must be a list [ … ]');
export const EMPTY_LIST = fault(
  'phải là một danh sách có ít nhất một mục',
  'must be a list with at least one entry',
);
export const UNKNOWN = fault('phần này không có thuộc tính như vậy', 'is not a property of this part');
export const NOT_FLAG = fault('phải là true hoặc false', 'must be true or false');
export const NOT_AMOUNT = fault('phải là số, từ 0 trở lên', 'must be a number, zero or more');
export const NOT_MORE = fault('phải lớn hơn 0', 'must be more than zero');
export const NOT_TEXT = fault('phải là chữ', 'must be text');
export const NOT_VERSION = fault(
  'phải là 1, phiên bản của cách viết mẫu này',
  'must be 1, the version of this language',
);
export const NOT_TEMPLATE = fault(
  'có chỗ điền dữ liệu { } không đọc được, hoặc kiểu in không có',
  'holds a place for data { } that cannot be read, or an unknown format',
);
export const NOT_SIZE = fault(
  'phải là A4, A5 hoặc {"rollMm": 40 đến 120}',
  'must be A4, A5 or {"rollMm": 40 to 120}',
);
export const NOT_SUMMED = fault(
  'muốn cộng thì phải là đúng một {…|vnd} hoặc {…|count}',
  'must be one {path|vnd} or {path|count} to be summed',
);
export const NOT_PAGES = fault(
  'chỉ được ghi {page}, và {pages} ở cuối',
  'may name {page}, and {pages} at its end, and nothing else',
);

/** The first of what is missing stands at the place of the fault; the others are named beside it. */
export const missing = (others: readonly string[]): Fault =>
  others.length === 0
    ? fault('thiếu phần này', 'is missing')
    : fault(`thiếu phần này, thiếu cả ${others.join(', ')}`, `is missing, and so are ${others.join(', ')}`);
export const notOneOf = (choices: readonly string[]): Fault =>
  fault(`phải là một trong: ${choices.join(', ')}`, `must be one of ${choices.join(', ')}`);
export const notWithin = (from: number, to: number): Fault =>
  fault(`phải từ ${from} đến ${to}`, `must be from ${from} to ${to}`);
export const notForm = (code: string): Fault =>
  fault(`phải là ${code}: tệp này là của mẫu khác`, `must be ${code}: this is the file of another form`);
export const noList = (name: string): Fault =>
  fault(`biểu mẫu không có danh sách ${name}`, `the form has no list named ${name}`);
export const notInList = (name: string): Fault =>
  fault(`danh sách không có dữ liệu ${name}`, `the list has no value named ${name}`);
export const noValue = (name: string): Fault =>
  fault(`biểu mẫu không có dữ liệu ${name}`, `the form has no value named ${name}`);
export const notPrintable = (name: string, format: string): Fault =>
  fault(`${name} không in được theo kiểu ${format}`, `${name} cannot be printed as ${format}`);
