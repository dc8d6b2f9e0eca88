-- PostgreSQL runs a foreign key's check for every row that comes, also where the row names nothing: for a plain payment, which answers
-- nothing, reverses nothing and is offered to nobody, three such checks were a twentieth of its cost in a call of 1,000. `post_handovers`, which alone
-- writes these columns, refuses a handover or a hand that there is not, for a whole batch at once (docs/decisions/0009).

alter table handover
  drop constraint handover_answers_fkey,
  drop constraint handover_reverses_fkey,
  drop constraint handover_toward_hand_fkey;
