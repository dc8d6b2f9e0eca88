-- Indexes for what people look at: names in any word order, and the handovers behind a figure, newest first.
-- A name search reads its candidates from the index alone, so the year of birth and the id stand in it.
drop index citizen_name;
create index citizen_name on citizen (name_key, birth_year) include (id);
drop index citizen_tail;
create index citizen_tail on citizen (tail_key, birth_year) include (id);
drop index citizen_unit;
create index citizen_unit on citizen (unit_id, name_key, birth_year) include (id);
create index citizen_unit_tail on citizen (unit_id, tail_key, birth_year) include (id);

-- An office's handovers of a day in the order in which they were recorded; pages are read from its end.
drop index handover_office_day;
create index handover_office_day on handover (office_id, business_day, recorded_at);

-- The last days of a month that had payments are found by one probe a day.
create index payout_hour_day on payout_hour (month, day);
