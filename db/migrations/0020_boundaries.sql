-- The borders of administrative units, for maps. The state publishes them as files whose licences differ, so an operator
-- imports one; each import is kept whole, and of a unit imported twice the newest border is drawn.

create table boundary_import (
  id uuid primary key,
  file_name text not null,
  file_sha256 bytea not null unique,
  imported_at timestamptz not null default now()
);

create table unit_boundary (
  import_id uuid not null references boundary_import,
  unit_id int not null references unit,
  -- GeoJSON coordinates of a MultiPolygon: longitude and latitude in degrees (WGS 84, RFC 7946).
  coordinates jsonb not null,
  primary key (unit_id, import_id)
);

grant select on boundary_import, unit_boundary to tungnha_app;
grant insert on boundary_import, unit_boundary to tungnha_app;
