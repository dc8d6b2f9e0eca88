import type { Database } from '#kernel/db/connect.ts';
import { searchKey } from '#kernel/words/text.ts';

/** Names by how often they are borne, repeated to weigh: a search lives or dies by the common ones. */
const FAMILIES =
  'Nguyễn*33 Lê*14 Trần*12 Hoàng*7 Phan*5 Võ*5 Hồ*5 Trương*4 Phạm*4 Bùi*3 Đỗ*2 Đặng*2 Dương*1 Cáp*1 Tạ*1 Lương*1';
const MIDDLES = 'Thị*40 Văn*25 Hữu*4 Đình*4 Xuân*4 Ngọc*4 Minh*3 Quang*3 Đức*3 Thanh*3 Kim*3 Bá*2 Trọng*2';
const GIVENS =
  'Hoa*3 Hương*3 Lan*3 Hùng*3 Dũng*3 Sơn*3 Thắng*3 Bình*3 Mai*2 Thủy*2 Nga*2 Yến*2 Phượng*2 Huệ*2 Đào*2 Sen*2 Thu*2 Tâm*2 Long*2 Hải*2 ' +
  'Cường*2 Tuấn*2 Nam*2 Minh*2 Quân*2 Việt*2 Gái*2 Cúc*1 Bưởi*1 Lài*1 Én*1 Cháu*1 Thẻo*1 Nuôi*1 Diệm*1 Thí*1 Tửu*1 Lựu*1 Rớt*1 Quýt*1 ' +
  'Vàng*1 Bông*1 Liễu*1 Nguyệt*1 Thìn*1 Hợi*1 Chanh*1 Lý*1 Tuyết*1 Khánh*1 Vinh*1 Thọ*1 Phúc*1 Lộc*1 Cảnh*1 Hòe*1 Sắt*1 Uynh*1 Xứng*1 Ngọ*1';

function weighed(text: string): string[] {
  return text.split(' ').flatMap((word) => {
    const [name = '', times = '1'] = word.split('*');
    return Array<string>(Number(times)).fill(name);
  });
}

const CHUNK = 500_000;

/** Fills the register with `people` invented people over `units`, in chunks, set-based, and lets the planner know them. */
export async function fillPeople(
  owner: Database,
  people: number,
  units: readonly number[],
  say: (line: string) => void,
): Promise<void> {
  const [families, middles, givens] = [FAMILIES, MIDDLES, GIVENS].map(weighed) as [
    string[],
    string[],
    string[],
  ];
  for (let from = 1; from <= people; from += CHUNK) {
    const to = Math.min(people, from + CHUNK - 1);
    await owner.pool.query(
      `with drawn as materialized (
        select n, 1 + (random() * ($4 - 1))::int as f, 1 + (random() * ($5 - 1))::int as m, 1 + (random() * ($6 - 1))::int as g,
          random() < 0.35 as long, 1 + (random() * ($5 - 1))::int as m2, 1925 + (random() * 80)::int as year,
          ($3::int[])[1 + (random() * (cardinality($3::int[]) - 1))::int] as unit
        from generate_series($1::int, $2::int) n
      )
      insert into citizen (id, full_name, name_key, tail_key, birth_year, cccd, insurance_no, phone, unit_id, hamlet, recorded_at)
      select new_id(), concat_ws(' ', ($7::text[])[f], ($8::text[])[m], case when long then ($8::text[])[m2] end, ($9::text[])[g]),
        concat_ws(' ', ($10::text[])[f], ($11::text[])[m], case when long then ($11::text[])[m2] end, ($12::text[])[g]),
        concat_ws(' ', ($12::text[])[g], case when long then ($11::text[])[m2] end, ($11::text[])[m], ($10::text[])[f]),
        year, '045' || lpad(n::text, 9, '0'), lpad((4500000000 + n)::text, 10, '0'), '09' || lpad(n::text, 8, '0'), unit,
        'Thôn ' || 1 + n % 9, now()
      from drawn`,
      [
        from,
        to,
        units,
        families.length,
        middles.length,
        givens.length,
        families,
        middles,
        givens,
        families.map(searchKey),
        middles.map(searchKey),
        givens.map(searchKey),
      ],
    );
    say(`${to.toLocaleString('en')} of ${people.toLocaleString('en')} people`);
  }
  await owner.pool.query('vacuum analyze citizen');
}
