-- A difference is looked up by the handover that opened it (each handover in full, each close of a hand) and read with all its
-- entries; without these, both read every difference that ever was. A case is written once a difference, so they cost nothing.
create index custody_case_handover on custody_case (handover_id);
create index custody_case_entry_case on custody_case_entry (case_id, written_at);
