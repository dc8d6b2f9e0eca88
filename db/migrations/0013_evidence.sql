-- The evidence: every handover and every look at personal data is a leaf of a Merkle tree (RFC 9162), whose signed
-- checkpoints leave the system. Leaves are taken from committed rows, after the fact and in batches: posting is not touched.

-- A row's transaction gives its place, as in the feed: below the oldest running transaction nothing is added any more.
-- Rows that were there before carry the transaction of this migration.
alter table handover add column xid xid8 not null default pg_current_xact_id();
create index handover_place on handover (xid, id);
alter table access_log add column xid xid8 not null default pg_current_xact_id();
create index access_log_place on access_log (xid, id);

-- Leaves in the order of (xid, ref), a run of them a row. A ref has 17 bytes: what it is (0 handover, 1 look) and its id.
create table evidence_run (
  first_position bigint primary key check (first_position >= 0),
  size int not null check (size > 0),
  first_xid xid8 not null,
  first_ref bytea not null,
  last_xid xid8 not null,
  last_ref bytea not null,
  refs bytea not null check (length(refs) = 17 * size),
  hashes bytea not null check (length(hashes) = 32 * size),
  appended_at timestamptz not null default clock_timestamp()
);
create index evidence_run_place on evidence_run (first_xid, first_ref);
-- Hashes do not compress, and uncompressed a part of a run can be read without the rest.
alter table evidence_run alter refs set storage external, alter hashes set storage external;

-- The hash of each complete subtree of 256, 65,536, ... leaves.
create table evidence_node (
  level smallint not null check (level > 0 and level % 8 = 0),
  index bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);

-- Public keys. Each but the first comes with a statement that the key before it has signed.
create table evidence_key (
  id text collate "C" primary key,
  origin text not null,
  verifier text not null,
  valid_from timestamptz not null,
  statement text
);

create table evidence_checkpoint (
  size bigint primary key check (size > 0),
  root bytea not null check (length(root) = 32),
  signed_at timestamptz not null,
  key_id text not null references evidence_key,
  note text not null
);

-- What came of comparing the whole tree with the rows again.
create table evidence_check (
  id uuid primary key,
  began_at timestamptz not null,
  ended_at timestamptz not null,
  size bigint not null,
  outcome text not null check (outcome in ('whole', 'broken')),
  findings jsonb not null
);
create index evidence_check_ended on evidence_check (ended_at);

-- Adds a run of leaves with the stored nodes it completes. Null, and nothing added, when the tree has not the size that
-- the caller believes: another one was there first. A run that does not lie behind the last one is refused.
create function append_evidence(
  p_size bigint, p_first_xid xid8, p_last_xid xid8, p_refs bytea, p_hashes bytea,
  p_levels smallint[], p_indexes bigint[], p_nodes bytea[]
) returns bigint language plpgsql security definer set search_path from current as $$
declare
  v_last evidence_run;
  v_count int := length(p_hashes) / 32;
  v_first_ref bytea := substr(p_refs, 1, 17);
begin
  perform pg_advisory_xact_lock(hashtext('evidence'));
  select * into v_last from evidence_run order by first_position desc limit 1;
  if p_size <> coalesce(v_last.first_position + v_last.size, 0) then
    return null;
  end if;
  if (p_first_xid, v_first_ref) <= (v_last.last_xid, v_last.last_ref) or p_last_xid >= pg_snapshot_xmin(pg_current_snapshot()) then
    raise exception 'evidence is appended in the order of commits, of what can no longer be overtaken';
  end if;
  insert into evidence_run (first_position, size, first_xid, first_ref, last_xid, last_ref, refs, hashes)
  values (p_size, v_count, p_first_xid, v_first_ref, p_last_xid, substr(p_refs, 17 * v_count - 16), p_refs, p_hashes);
  insert into evidence_node (level, index, hash) select * from unnest(p_levels, p_indexes, p_nodes);
  return p_size + v_count;
end $$;

-- Keeps a signed checkpoint of the tree as it stands or stood. The same size twice is the first one.
create function record_checkpoint(p_size bigint, p_root bytea, p_signed_at timestamptz, p_key_id text, p_note text)
returns void language plpgsql security definer set search_path from current as $$
begin
  if p_size > (select first_position + size from evidence_run order by first_position desc limit 1) then
    raise exception 'a checkpoint is of leaves that are there';
  end if;
  insert into evidence_checkpoint (size, root, signed_at, key_id, note) values (p_size, p_root, p_signed_at, p_key_id, p_note)
  on conflict (size) do nothing;
end $$;

create function record_evidence_key(p_id text, p_origin text, p_verifier text, p_valid_from timestamptz, p_statement text)
returns void language sql security definer set search_path from current as $$
  insert into evidence_key (id, origin, verifier, valid_from, statement)
  values (p_id, p_origin, p_verifier, p_valid_from, p_statement) on conflict (id) do nothing;
$$;

create function record_evidence_check(
  p_id uuid, p_began_at timestamptz, p_ended_at timestamptz, p_size bigint, p_outcome text, p_findings jsonb
) returns void language sql security definer set search_path from current as $$
  insert into evidence_check (id, began_at, ended_at, size, outcome, findings)
  values (p_id, p_began_at, p_ended_at, p_size, p_outcome, p_findings);
$$;

grant select on evidence_run, evidence_node, evidence_key, evidence_checkpoint, evidence_check to tungnha_app;
revoke execute on function append_evidence, record_checkpoint, record_evidence_key, record_evidence_check from public;
grant execute on function append_evidence, record_checkpoint, record_evidence_key, record_evidence_check to tungnha_app;
