import type { SameTexts } from '#kernel/web/language.tsx';
import type { help as vi } from './help-vi.ts';

export const help: SameTexts<typeof vi> = {
  title: 'What this page is for',
  parts: [
    {
      head: 'What the plan is',
      body: 'Each voucher has a place, a day and a way of being paid. When a list is accepted they are laid out by the programme’s calendar and by hamlet; this page shows how many people each point has each day, and lets you change it.',
    },
    {
      head: 'Moving a day',
      body: 'Drag a load to another day of its row; or choose several (click, Space, a whole row, a whole column) and “Move to day”. With one chosen, its hamlets show below and move by themselves. Only unpaid vouchers move, within the days of their programme.',
    },
    {
      head: 'Daily limit',
      body: 'How many people a point can serve in a day. Beyond it a load carries “!”; you are told, not stopped.',
    },
    {
      head: 'Map',
      body: 'Each circle is an office, the larger the more people on the day or in the month; over its limit it has a thick red edge. The communes lie beneath: by their borders once the province has imported a file of them, else as a dashed ring at the centre. Point at a commune for what is due there.',
    },
    {
      head: 'Person by person',
      body: 'People of 80 and over, the sick, and whoever asks are paid at home, at the office or by account. The reason is kept with the change.',
    },
    {
      head: 'Printing, and changes after it',
      body: '“Print the plan…” prints an overview of one page, or sheets to hang up at the points you choose, and keeps the plan of that moment. Afterwards “Changed since printing” tells which day and point is different. The C72a pay list is printed from the table of a day.',
    },
    {
      head: 'Sending vouchers, and accounts',
      body: 'Cash vouchers must be sent to an office and accepted there before they can be paid. Account vouchers are gathered into batches for the bank; its answer is read first, and recorded once you have seen it.',
    },
  ],
};
