import { Type } from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Day, Id, Instant, Line, Nullable, OneOf, shape, Whole } from '#kernel/contract/shapes.ts';
import { Page, PageQuery } from '#kernel/contract/pages.ts';
import { ROLES } from './roles.ts';

const Role = OneOf(...ROLES);
const Username = Type.String({
  pattern: '^[a-z0-9][a-z0-9._-]{2,59}$',
  description: 'Lower case, 3 to 60 characters',
});
const Password = Type.String({ minLength: 1, maxLength: 128 });
const Nothing = shape({});
const StaffParams = shape({ staffId: Id });
const Reason = shape({ reason: Line(500) });

const HeldRole = shape({
  id: Id,
  role: Role,
  officeId: Id,
  officeCode: Type.String(),
  officeName: Type.String(),
  officeKind: Type.String(),
  officePath: Type.String(),
  validFrom: Day,
  validTo: Nullable(Day),
});

const OneTimePassword = shape({
  oneTimePassword: Type.String({ description: 'Shown this once; not stored in clear' }),
});

export const staffContract = contract({
  'GET /staff/me': {
    may: 'signed-in',
    scope: 'none',
    before: 'own-password',
    summary: { vi: 'Tôi là ai, giữ vai trò gì, ở đâu', en: 'Who I am and which roles I hold where' },
    reply: shape({
      id: Id,
      username: Type.String(),
      name: Type.String(),
      mustChangePassword: Type.Boolean(),
      twoFactorEnabled: Type.Boolean(),
      owesSecondFactor: Type.Boolean(),
      steppedUpAt: Nullable(Instant),
      grants: Type.Array(HeldRole),
    }),
    refusals: [],
  },
  'POST /staff/me/password': {
    may: 'signed-in',
    scope: 'none',
    before: 'own-password',
    summary: { vi: 'Đổi mật khẩu của tôi', en: 'Change my password; my other sessions end' },
    body: shape({ currentPassword: Password, newPassword: Password }),
    reply: Nothing,
    refusals: ['wrong_credentials', 'weak_password', 'leaked_password', 'same_password'],
    perMinute: 10,
  },
  'GET /staff': {
    may: ['administrator', 'auditor'],
    scope: 'none',
    summary: { vi: 'Danh sách nhân viên', en: 'Staff with roles in the offices the caller reaches' },
    query: shape({ ...PageQuery, search: Type.Optional(Line(100)) }),
    reply: Page(
      shape({
        id: Id,
        username: Type.String(),
        name: Type.String(),
        suspended: Type.Boolean(),
        twoFactorEnabled: Type.Boolean(),
        mustChangePassword: Type.Boolean(),
        grants: Type.Array(HeldRole),
      }),
    ),
    refusals: [],
  },
  'GET /staff/roles': {
    may: ['administrator', 'auditor'],
    scope: 'none',
    summary: { vi: 'Mỗi vai trò có bao nhiêu người đang giữ', en: 'How many people hold each role now' },
    reply: Type.Array(shape({ role: Role, people: Whole() })),
    refusals: [],
  },
  'POST /staff': {
    may: ['administrator'],
    scope: 'office',
    stepUp: true,
    summary: { vi: 'Thêm nhân viên', en: 'Add a person with a first role; answers a one-time password' },
    body: shape({ id: Id, username: Username, name: Line(120), grantId: Id, role: Role, officeId: Id }),
    reply: OneTimePassword,
    refusals: ['username_taken', 'already_created', 'role_elsewhere', 'office_closed'],
  },
  'POST /staff/:staffId/grants': {
    may: ['administrator'],
    scope: 'office',
    stepUp: true,
    summary: { vi: 'Giao vai trò', en: 'Grant a role over an office and those below it' },
    params: StaffParams,
    body: shape({ id: Id, role: Role, officeId: Id, validFrom: Day, validTo: Nullable(Day) }),
    reply: Nothing,
    refusals: ['own_rights_not_allowed', 'invalid_period', 'grant_past', 'role_elsewhere', 'office_closed'],
  },
  'POST /staff/grants/:grantId/revocation': {
    may: ['administrator'],
    scope: 'none',
    summary: { vi: 'Thu hồi vai trò', en: 'Revoke a role, from this moment' },
    params: shape({ grantId: Id }),
    body: Reason,
    reply: Nothing,
    refusals: ['last_administrator'],
  },
  'POST /staff/:staffId/suspension': {
    may: ['administrator'],
    scope: 'none',
    summary: { vi: 'Đình chỉ nhân viên', en: 'Suspend a person; every session ends' },
    params: StaffParams,
    body: Reason,
    reply: Nothing,
    refusals: ['own_rights_not_allowed', 'last_administrator'],
  },
  'POST /staff/:staffId/reinstatement': {
    may: ['administrator'],
    scope: 'none',
    stepUp: true,
    summary: { vi: 'Cho nhân viên làm việc lại', en: 'End a suspension' },
    params: StaffParams,
    body: Reason,
    reply: Nothing,
    refusals: ['not_suspended'],
  },
  'POST /staff/:staffId/sessions/end': {
    may: ['administrator'],
    scope: 'none',
    summary: {
      vi: 'Kết thúc mọi phiên của một nhân viên',
      en: 'End every session of a person, who may sign in again',
    },
    params: StaffParams,
    reply: Nothing,
    refusals: [],
  },
  'POST /staff/:staffId/password-reset': {
    may: ['administrator'],
    scope: 'none',
    stepUp: true,
    summary: {
      vi: 'Cấp mật khẩu dùng một lần',
      en: 'Issue a one-time password; sessions end and TOTP is removed',
    },
    params: StaffParams,
    reply: OneTimePassword,
    refusals: ['own_rights_not_allowed'],
  },
});
