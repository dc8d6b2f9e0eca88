-- A code of the second factor counts once: the half minute it belonged to is kept with its person (OWASP ASVS 5.0, 6.5.1). Backup
-- codes are kept as scrypt hashes under a salt for each person instead of being encrypted (6.5.2), and the secret is sealed under
-- the keyring like every sensitive column instead of under the secret that signs sessions. What stands in `backup_codes` was written
-- before; the application brings it over, since the database holds none of those keys.

alter table two_factor
  alter column backup_codes drop not null,
  add column last_step bigint,
  add column backup_salt text,
  add column backup_hashes text[] not null default '{}';
