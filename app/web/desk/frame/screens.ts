import type { ComponentType } from 'react';
import {
  BankIcon,
  CalendarIcon,
  ChartIcon,
  CounterIcon,
  EyeIcon,
  GearIcon,
  PersonIcon,
  PhoneIcon,
  HomeIcon,
  ListIcon,
  LockIcon,
  RouteIcon,
  SafeIcon,
  ScaleIcon,
  UnequalIcon,
  WarningIcon,
} from '#kernel/web/icons.tsx';
import { ROLES, type Role } from '#people/staff/roles.ts';
import type { vi } from './texts/vi.ts';

/** Where one can go by name. */
export interface Goal {
  readonly name: keyof typeof vi.screens;
  readonly to: string;
  readonly icon: ComponentType<{ size?: number }>;
}

export interface Screen extends Goal {
  readonly name: Exclude<Goal['name'], 'account'>;
  readonly group: keyof typeof vi.groups;
  /** Who finds it in the menu. What they may do there is judged by the server at each request. */
  readonly roles: readonly Role[];
}

/** Everybody who handles or watches payouts; the administrator sees no money and nobody's data. */
const INSIDE = ROLES.filter((role) => role !== 'administrator');

/** A settlement is of the whole province. */
const SETTLERS: readonly Role[] = [
  'chief-accountant',
  'payout-controller',
  'treasurer',
  'provincial-director',
  'auditor',
];

/** Who answers for phones, and who watches them. */
const PHONE_WATCHERS: readonly Role[] = [
  'treasurer',
  'point-keeper',
  'district-manager',
  'chief-accountant',
  'provincial-director',
  'auditor',
];

/** Every screen of the desk in the order of the menu. */
export const SCREENS: readonly Screen[] = [
  { name: 'home', to: '/', group: 'work', icon: HomeIcon, roles: ROLES },
  {
    name: 'plan',
    to: '/plan',
    group: 'work',
    icon: CalendarIcon,
    roles: ['payout-controller', 'district-manager'],
  },
  {
    name: 'lists',
    to: '/lists',
    group: 'work',
    icon: ListIcon,
    roles: ['payout-controller', 'chief-accountant', 'provincial-director', 'auditor'],
  },
  // Whoever plans finds it among the pages of the plan.
  { name: 'bank', to: '/plan/bank', group: 'work', icon: BankIcon, roles: ['chief-accountant'] },
  { name: 'counter', to: '/counter', group: 'work', icon: CounterIcon, roles: ['teller', 'point-keeper'] },
  { name: 'people', to: '/people', group: 'work', icon: PersonIcon, roles: INSIDE },
  { name: 'rounds', to: '/rounds', group: 'work', icon: RouteIcon, roles: INSIDE },
  { name: 'cash', to: '/cash', group: 'work', icon: SafeIcon, roles: INSIDE },
  { name: 'closing', to: '/closing', group: 'work', icon: LockIcon, roles: INSIDE },
  { name: 'differences', to: '/differences', group: 'work', icon: UnequalIcon, roles: INSIDE },
  { name: 'exceptions', to: '/exceptions', group: 'work', icon: WarningIcon, roles: PHONE_WATCHERS },
  {
    name: 'phones',
    to: '/phones',
    group: 'work',
    icon: PhoneIcon,
    roles: [...PHONE_WATCHERS, 'administrator'],
  },
  { name: 'settlement', to: '/settlement', group: 'work', icon: ScaleIcon, roles: SETTLERS },
  { name: 'month', to: '/month', group: 'watch', icon: ChartIcon, roles: INSIDE },
  {
    name: 'audit',
    to: '/audit',
    group: 'watch',
    icon: EyeIcon,
    roles: ['auditor', 'chief-accountant', 'provincial-director', 'district-manager', 'administrator'],
  },
  {
    name: 'administration',
    to: '/administration',
    group: 'house',
    icon: GearIcon,
    roles: ['administrator', 'auditor', 'payout-controller', 'chief-accountant', 'provincial-director'],
  },
];

/** Everybody's own: found in the menu of one's name and by Ctrl K, not among the screens of the work. */
export const ACCOUNT: Goal = { name: 'account', to: '/account', icon: PersonIcon };

/** The screens of a person who holds these roles. */
export function screensOf(grants: readonly { readonly role: string }[]): readonly Screen[] {
  return SCREENS.filter(({ roles }) =>
    grants.some(({ role }) => (roles as readonly string[]).includes(role)),
  );
}
