import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOfPdf } from '#kernel/paper/testing/pdf-text.ts';
import { copyPdf } from './copy-paper.ts';
import type { PersonCopy } from './copy.ts';

const NOTHING: PersonCopy = {
  records: [],
  changes: [],
  notes: [],
  death: [],
  authorities: [],
  heirs: [],
  stops: [],
  entitlements: [],
  payments: [],
  looks: [],
  requests: [],
};

test('a copy that is made early in the morning bears the day of Vietnam', async () => {
  const copy = { ...NOTHING, records: [{ full_name: 'Nguyễn Thị Thử' }] };
  const pdf = await copyPdf(copy, new Date('2026-03-02T06:30:00+07:00'));
  assert.match(textOfPdf(pdf).pages.join('\n'), /Lập ngày 02\/03\/2026/);
});

test('the copy speaks Vietnamese: words for codes, days and hours of Vietnam, no field without a name', async () => {
  const at = new Date('2026-03-02T18:30:00Z');
  const copy: PersonCopy = {
    ...NOTHING,
    records: [
      {
        id: 'x',
        full_name: 'Nguyễn Thị Thử',
        sex: 'female',
        born_on: '1950-02-01',
        recorded_at: at,
        merged_into: null,
      },
    ],
    changes: [
      {
        before: { hamlet: 'Thôn 1', born_on: '1950-01-01' },
        after: { hamlet: null },
        reason: 'sai',
        changed_at: at.toISOString(),
      },
    ],
    authorities: [
      {
        proxy_name: 'Trần Văn Con',
        relation: 'con',
        programmes: ['pension'],
        programme_names: ['Lương hưu'],
        made_on: '2026-01-01',
        expires_on: '2026-06-01',
        certified_by: 'UBND xã',
        revoked_at: at,
      },
    ],
    stops: [
      {
        programme: 'pension',
        programme_name: 'Lương hưu',
        kind: 'suspended',
        from_month: '2026-03-01',
        reason: 'đi xa',
        lifted_because: 'về',
        lifted_at: at,
      },
    ],
    entitlements: [
      {
        programme: 'pension',
        programme_name: 'Lương hưu',
        benefit_month: '2026-03-01',
        month: '2026-03-01',
        kind: 'carried',
        regime: 'Hưu trí',
        source: 'BHXH tỉnh',
        amount_vnd: '3500000',
        status: 'due',
        channel: 'home',
        pay_on: '2026-03-05',
      },
    ],
    payments: [
      {
        programme: 'pension',
        programme_name: 'Lương hưu',
        month: '2026-02-01',
        amount_vnd: '3500000',
        paid_at: at,
        receipt_no: 'A-1',
        collector_kind: 'proxy',
        collector_name: 'Trần Văn Con',
        office: 'Bưu cục Cam Lộ',
      },
    ],
    looks: [{ at, reason: 'receipt', route: 'GET /payouts/receipts/:id' }],
    requests: [
      {
        kind: 'see',
        text: 'xin xem',
        received_at: at,
        outcome: 'partly',
        answer: 'đã gửi',
        act: 'none',
        answered_at: at,
      },
    ],
  };
  const text = textOfPdf(await copyPdf(copy, at))
    .pages.join('\n')
    .replaceAll(/\s+/g, ' ');
  for (const said of [
    'nữ',
    '01/02/1950',
    '03/03/2026 01:30',
    'kỳ trước chưa nhận',
    '03/2026',
    '3.500.000',
    'tại nhà',
    'chưa chi',
    'tạm dừng',
    'người được uỷ quyền',
    'in biên nhận',
    'xem dữ liệu',
    'làm một phần',
    '05/03/2026',
    'Lương hưu',
    'Hết hạn ngày',
  ])
    assert.ok(text.includes(said), `${said}: ${text}`);
  assert.doesNotMatch(
    text,
    /\d{4}-\d\d|[a-z]+_[a-z]+|pension|GET |female|\b(?:due|home|proxy|see|partly|none|carried|suspended)\b/,
  );
});
