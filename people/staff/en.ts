import type { vi } from './vi.ts';

type Texts = { readonly [G in keyof typeof vi]: { readonly [K in keyof (typeof vi)[G]]: string } };

export const en: Texts = {
  refusals: {
    wrong_credentials: 'The user name or the password is wrong.',
    wrong_code: 'The code is wrong, has expired or was used already. Wait for the next one.',
    suspended: 'This account is suspended. Ask the administrator.',
    already_enabled: 'The authenticator is already set up.',
    weak_password:
      'A password needs 10 characters or more, without the user name, not a few repeated characters, and not made of names of people or offices, or of words that anybody thinks of.',
    leaked_password:
      'This password was leaked elsewhere, and is among the first to be tried. Choose another one.',
    same_password: 'The new password must differ from the old one.',
    username_taken: 'Somebody already has this user name.',
    already_created: 'This person was already created. If the one-time password is lost, issue another.',
    own_rights_not_allowed: 'You cannot do this for yourself. Ask another administrator.',
    invalid_period: 'The last day must not come before the first.',
    grant_past: 'A role is granted from today on, not from a day that is over.',
    last_administrator: "This is the province's last administrator. Give the role to another person first.",
    not_suspended: 'This person is not suspended.',
  },
  roles: {
    administrator: 'Administrator',
    'payout-controller': 'Payout controller',
    'chief-accountant': 'Chief accountant',
    treasurer: 'Treasurer',
    teller: 'Teller',
    'point-keeper': 'Point keeper',
    'district-manager': 'District manager',
    'provincial-director': 'Provincial director',
    auditor: 'Auditor',
  },
};
