import type { SameTexts } from '#kernel/web/language.tsx';
import type { help as vi } from './help-vi.ts';

export const help: SameTexts<typeof vi> = {
  title: 'What this page is for',
  parts: [
    {
      head: 'Funders’ lists',
      body: 'Each month social insurance and the labour office send who is to be paid. Taking a list in makes a voucher for each person; only who holds a voucher can pay it.',
    },
    {
      head: 'First look, then accept',
      body: 'The file is read to its end, added up and checked against the register and earlier lists. You see what each column was taken for, each sheet’s total, each error by row and column. Nothing changes until you accept.',
    },
    {
      head: 'Errors and warnings',
      body: 'One error and the whole list is refused. A warning does not stop it, but should be read. The table of errors saves as Excel for the funder.',
    },
    {
      head: 'Columns',
      body: 'Where a column was misread, choose again in the top row and look again; the file need not be sent twice. On acceptance the choice is remembered for that layout.',
    },
    {
      head: 'Funding',
      body: '“Funded” means that what the funder has transferred is no less than the programme’s vouchers of the month. Accountants record it.',
    },
    {
      head: 'Compared with last month',
      body: 'Each person and programme is compared between the two months: new, gone, changed. A programme without a list in one of them is not compared. “Monthly only” leaves out arrears, one-off payments and what was carried over.',
    },
    {
      head: 'Withdrawal',
      body: 'A funder takes unpaid vouchers back by a withdrawal list; it is taken in like any file, kind “Withdrawal”. When a whole list is wrong, open it and press “Withdraw the whole list”: it says first how many vouchers go and how many stay; above the limit a second person must agree. What is paid cannot be withdrawn. A new list may name these people again. A withdrawal made by mistake is taken back on its own page; sending the very same file again makes no vouchers.',
    },
  ],
};
