import type { SameTexts } from '#kernel/web/language.tsx';
import type { vi } from './vi.ts';

export const en: SameTexts<typeof vi> = {
  notOpened: 'The screen could not be opened',
  notFound: {
    title: 'There is no such page',
    hint: 'The address may be mistyped, or the page has moved. Ctrl K finds every screen and person.',
    back: 'Back to today',
  },
  groups: { work: 'Daily work', watch: 'Watch', house: 'System' },
  screens: {
    home: 'Today',
    plan: 'Payment plan',
    lists: 'Funders’ lists',
    counter: 'Counter',
    people: 'People',
    rounds: 'Rounds',
    cash: 'Cash',
    closing: 'Day close',
    differences: 'Differences',
    exceptions: 'Exceptions',
    phones: 'Phones',
    settlement: 'Settlement',
    month: 'Month at a glance',
    audit: 'Audit',
    administration: 'Administration',
    account: 'My account',
  },
  holding: 'I hold',
  endingSoon: 'Are you still there?',
  endingIn: 'Nothing has been done for long. The session will be locked in',
  stay: 'I am still working',
  endedTitle: 'Your session has ended',
  endedWhy: (name) =>
    `${name}, enter your password to go on. The screen and what you were typing are still there, below.`,
  endedGoOn: 'Go on',
  endedWrong: 'The password is wrong.',
  endedOther: 'Somebody else signs in (what is being typed is given up)',
  palette: {
    placeholder: 'Type a screen, a name or a number; accents are not needed',
    nothing: 'Nothing found',
    screens: 'Screens',
    people: 'People',
    looking: 'Looking for people…',
    more: 'More people match: add more of the name or the birth year.',
    keys: 'Up and down to choose, Enter to open, Esc to close.',
  },
};
