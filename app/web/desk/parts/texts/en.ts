import type { SameTexts } from '#kernel/web/language.tsx';
import type { vi } from './vi.ts';

export const en: SameTexts<typeof vi> = {
  month: 'Month',
  monthOption: (month) => month,
  earlier: 'Earlier month',
  later: 'Later month',
  noMonth: 'No payout month yet',
  noMonthHint: 'It begins when the payout controller takes in a funder’s first list.',
  takeInFirst: 'Take in the first list',
  leaving: 'Leave this screen?',
  leaveAll: 'Drop it and leave',
  stayHere: 'Stay here',
  all: 'All',
  loadAll: 'Show all rows',
  loadingAll: 'Loading…',
  findName: 'Find a name',
  programme: 'Programme',
  channels: { point: 'At the point', office: 'At the office', home: 'At home', bank: 'By account' },
  statuses: { due: 'Due', paid: 'Paid', returned: 'Returned', withdrawn: 'Withdrawn' },
  kinds: {
    regular: 'Monthly',
    arrears: 'Arrears',
    one_off: 'One-off',
    funeral: 'Funeral',
    carried: 'Carried over',
  },
  notesHere: 'Notes at hand',
  notesLikely: 'Notes that may be left (some payments wrote none)',
  noExactNotes: 'The notes here cannot make this amount exactly: change some first',
  noLikelyNotes: 'The notes that are known cannot make this amount: look again or change some',
  notesUnknown: 'Which notes are here is not known: cash came in without them. The next close counts them.',
};
