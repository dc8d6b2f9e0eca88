import type { SameTexts } from '#kernel/web/language.tsx';
import type { vi } from './vi.ts';

export const en: SameTexts<typeof vi> = {
  title: 'My account',
  who: 'Who I am',
  whoHint: 'Names and roles are kept by the administrator. If something is wrong, ask them to correct it.',
  name: 'Name',
  username: 'User name',
  at: (office, from, to) => (to === null ? `${office}, from ${from}` : `${office}, from ${from} to ${to}`),
  password: 'Password',
  passwordHint:
    'Once changed, other computers signed in to this account must sign in again. This one need not.',
  current: 'Current password',
  fresh: 'New password',
  again: 'New password again',
  rule: '10 characters or more, without the user name. A short sentence you remember is best.',
  change: 'Change password',
  changed: 'Password changed',
  needCurrent: 'Enter the password you use now.',
  needFresh: 'Enter a new password.',
  notSame: 'The two are not the same yet.',
  wrongCurrent: 'The password you use now is different.',
  second: 'Second factor',
  isOn: 'On: signing in takes the password and a 6-digit code',
  isOff: 'Off: signing in takes the password alone',
  onHint:
    'When it is on, whoever knows the password but does not have your phone cannot get in. It needs an authenticator app on your phone, such as Google Authenticator or Microsoft Authenticator.',
  begin: 'Set up the authenticator',
  own: 'Your password',
  scanHint: 'Open the authenticator app on your phone, scan this code, then enter the 6 digits it shows.',
  qr: 'QR code to scan with the authenticator app',
  secretHint: 'Cannot scan? Type this key into the app:',
  code: '6-digit code',
  needCode: 'A code has exactly 6 digits.',
  turnOn: 'Turn on the second factor',
  codes: 'Backup codes',
  codesHint:
    'It is on. Each code below signs you in once when the phone is not at hand. Print or copy them now and keep them safe: they are not shown again.',
  kept: 'I have kept the codes',
  offHint: 'Once it is off, whoever knows the password gets in. The backup codes stop working too.',
  turnOff: 'Turn off the second factor',
  turnedOff: 'The second factor is off',
  sessions: 'Where you are signed in',
  sessionsHint:
    'Each line is a browser signed in to this account. If one is not yours, end it and change your password at once.',
  device: 'Computer and browser',
  thisOne: 'this one',
  unknownDevice: 'An unknown program',
  on: (browser, system) => `${browser} on ${system}`,
  place: 'Network address',
  openedAt: 'Signed in',
  lastUsedAt: 'Last used',
  endsAt: 'Ends at the latest',
  end: 'End',
  endOne: 'End a session',
  endOneHint: (device, place) =>
    `${device}, address ${place}: whoever sits there has to sign in again to go on.`,
  endOthers: 'End all other sessions',
  endOthersHint: 'Only the session on this computer stays. Everywhere else signs in again.',
  help: {
    title: 'What this page is for',
    parts: [
      {
        head: 'Who I am',
        body: 'Your name, user name, the roles you hold, at which office and since when. Only an administrator changes them.',
      },
      {
        head: 'Password',
        body: 'Enter the password you use now, then the new one twice. A new password has 10 characters or more, differs from the old one, does not contain the user name and is not a common one. After several wrong tries you must wait a while.',
      },
      {
        head: 'Second factor',
        body: 'Besides the password, the system asks for 6 digits that an app on your phone makes, new every 30 seconds. It is on only after you have entered the first right code.',
      },
      {
        head: 'Where you are signed in',
        body: 'Every live session of this account: computer, network address, when it was signed in and last used. End one or all others; your password or code is asked for first. A session left alone is locked; the screen asks before, and after your password you go on exactly where you were.',
      },
      {
        head: 'A lost phone',
        body: 'Sign in with a backup code, then turn the second factor off here at once and set it up with the new phone. No code left: ask the administrator for a one-time password; the second factor is removed with it.',
      },
    ],
  },
};
