-- What was decided on a difference (found, charged, written off) stood nowhere but in the hash of its handover's input: whoever
-- opened a difference later read why somebody had ruled, and not what. Entries written before this one stay without it.

alter table custody_case_entry add column ruling text check (ruling is null or kind in ('ruled', 'overruled'));
