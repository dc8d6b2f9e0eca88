import { createRoute } from '@tanstack/react-router';
import { idIn, oneOfIn, textIn } from '#kernel/web/search.ts';
import { frame, onlyIds } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';

export interface PeopleSearch {
  /** A name looked for. Numbers stay out of the address: it is kept in histories and shown over shoulders. */
  readonly q?: string;
  readonly office?: string;
  readonly everywhere?: 'yes';
}

export const peopleRoute = createRoute({
  getParentRoute: () => frame,
  path: '/people',
  validateSearch: (search): PeopleSearch => ({
    ...textIn(search, 'q'),
    ...idIn(search, 'office'),
    ...oneOfIn(search, 'everywhere', ['yes']),
  }),
  component: screen(() => import('./page.tsx'), 'PeoplePage'),
});

export interface PersonSearch {
  readonly office?: string;
  readonly programme?: string;
  readonly status?: 'due' | 'paid' | 'returned' | 'withdrawn';
}

export const personRoute = createRoute({
  getParentRoute: () => frame,
  path: '/people/$id',
  validateSearch: (search): PersonSearch => ({
    ...idIn(search, 'office'),
    ...textIn(search, 'programme'),
    ...oneOfIn(search, 'status', ['due', 'paid', 'returned', 'withdrawn']),
  }),
  beforeLoad: ({ params }) => onlyIds(params),
  component: screen(() => import('./person-page.tsx'), 'PersonPage'),
});
