-- An auditor asks for all corrections of an office at once, and for who looked at whose data in a time; both are found by index.

create index handover_corrections on handover (office_id, recorded_at desc, id desc) where reverses is not null;
create index access_log_at on access_log (at desc, id desc);
create index custody_case_entry_ruled on custody_case_entry (written_at desc, id desc) where kind = 'ruled';
create index citizen_change_at on citizen_change (changed_at desc, id desc);
