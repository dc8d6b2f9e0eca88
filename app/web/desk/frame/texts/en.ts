import type { SameTexts } from '#kernel/web/language.tsx';
import type { vi } from './vi.ts';

export const en: SameTexts<typeof vi> = {
  notFound: { title: 'There is no such page', back: 'Back to the first page' },
  groups: { work: 'Daily work', watch: 'Watch', house: 'System' },
  screens: {
    home: 'Today',
    lists: 'Funders’ lists',
    month: 'Month at a glance',
  },
  palette: { placeholder: 'Type the name of a screen, accents are not needed', nothing: 'Nothing found' },
};
