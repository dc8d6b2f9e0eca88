import { Type } from 'typebox';
import { contract } from '../contract/contract.ts';
import { Id, Instant, Line, OneOf, shape } from '../contract/shapes.ts';

const Password = Type.String({ minLength: 1, maxLength: 128 });
const Code = Type.String({ pattern: '^\\d{6}$', description: 'Six digits from the authenticator app' });
const Nothing = shape({});

/** Signing in and proving presence. A wrong name and a wrong password answer alike and take alike. */
export const accessContract = contract({
  'POST /auth/sign-in/username': {
    may: 'anyone',
    scope: 'none',
    summary: { vi: 'Đăng nhập bằng tên và mật khẩu', en: 'Sign in by user name and password' },
    body: shape({ username: Line(60), password: Password }),
    reply: shape({ next: OneOf('done', 'totp') }),
    refusals: ['wrong_credentials', 'suspended'],
    perMinute: 300,
  },
  'POST /auth/two-factor/verify-totp': {
    may: 'anyone',
    scope: 'none',
    summary: { vi: 'Nhập mã xác thực để hoàn tất đăng nhập', en: 'Complete signing in with a TOTP code' },
    body: shape({ code: Code }),
    reply: Nothing,
    refusals: ['wrong_code', 'suspended'],
    perMinute: 300,
  },
  'POST /auth/two-factor/verify-backup-code': {
    may: 'anyone',
    scope: 'none',
    summary: { vi: 'Hoàn tất đăng nhập bằng mã dự phòng', en: 'Complete signing in with a backup code' },
    body: shape({ code: Line(40) }),
    reply: Nothing,
    refusals: ['wrong_code', 'suspended'],
    perMinute: 10,
  },
  'POST /auth/sign-out': {
    may: 'signed-in',
    scope: 'none',
    before: 'own-password',
    summary: { vi: 'Đăng xuất', en: 'Sign out' },
    reply: Nothing,
    refusals: [],
  },
  'POST /auth/step-up': {
    may: 'signed-in',
    scope: 'none',
    summary: {
      vi: 'Xác nhận lại danh tính',
      en: 'Prove presence again, by TOTP where it is set up, else by password',
    },
    body: shape({ password: Type.Optional(Password), code: Type.Optional(Code) }),
    reply: Nothing,
    refusals: ['wrong_credentials', 'wrong_code'],
    perMinute: 30,
  },
  'POST /auth/two-factor/enable': {
    may: 'signed-in',
    scope: 'none',
    before: 'second-factor',
    summary: {
      vi: 'Bắt đầu cài mã xác thực',
      en: 'Begin setting up TOTP; it counts once a code is confirmed',
    },
    body: shape({ password: Password }),
    reply: shape({ totpUri: Type.String(), backupCodes: Type.Array(Type.String()) }),
    refusals: ['wrong_credentials', 'already_enabled'],
    perMinute: 10,
  },
  'POST /auth/two-factor/confirm': {
    may: 'signed-in',
    scope: 'none',
    before: 'second-factor',
    summary: { vi: 'Xác nhận mã đầu tiên', en: 'Confirm the first TOTP code' },
    body: shape({ code: Code }),
    reply: Nothing,
    refusals: ['wrong_code'],
    perMinute: 30,
  },
  'POST /auth/two-factor/disable': {
    may: 'signed-in',
    scope: 'none',
    stepUp: true,
    summary: { vi: 'Bỏ mã xác thực', en: 'Remove TOTP' },
    body: shape({ password: Password }),
    reply: Nothing,
    refusals: ['wrong_credentials'],
    perMinute: 10,
  },
  'GET /auth/session': {
    may: 'signed-in',
    scope: 'none',
    before: 'own-password',
    summary: { vi: 'Phiên này còn đến bao giờ', en: 'When this session ends, left alone or in use' },
    reply: shape({ now: Instant, idleEndsAt: Instant, endsAt: Instant }),
    refusals: [],
  },
  'GET /auth/sessions': {
    may: 'signed-in',
    scope: 'none',
    summary: { vi: 'Những nơi tôi đang đăng nhập', en: 'My sessions, the last used first' },
    reply: Type.Array(
      shape({
        id: Id,
        current: Type.Boolean(),
        userAgent: Type.String({ description: 'What the browser says of itself' }),
        ip: Type.String(),
        openedAt: Instant,
        lastUsedAt: Instant,
        endsAt: Instant,
      }),
    ),
    refusals: [],
  },
  'POST /auth/sessions/:sessionId/end': {
    may: 'signed-in',
    scope: 'none',
    stepUp: true,
    summary: { vi: 'Kết thúc một phiên của tôi', en: 'End one of my sessions' },
    params: shape({ sessionId: Id }),
    reply: Nothing,
    refusals: [],
  },
  'POST /auth/other-sessions/end': {
    may: 'signed-in',
    scope: 'none',
    stepUp: true,
    summary: { vi: 'Kết thúc mọi phiên khác của tôi', en: 'End all my other sessions' },
    reply: Nothing,
    refusals: [],
  },
});
