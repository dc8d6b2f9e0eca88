-- Who told a payer that somebody has died, moved or refuses: the office asks them before it rules. A relation is one of a closed list,
-- so that it is told in both languages.
alter table voucher_attempt add column told_by text, add column told_relation text, add column told_phone text;
alter table voucher_attempt add constraint voucher_attempt_told_check check
  (num_nulls(told_by, told_relation) in (0, 2) and (told_phone is null or told_by is not null));
