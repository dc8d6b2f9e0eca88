-- What is open is told by the absence of an answer, so finding it asks of every row whether it has one. These indexes hold what that question
-- and the order of a page need: the rows themselves are read for the page alone.

drop index custody_case_office;
create index custody_case_office on custody_case (office_id, opened_at, id);

drop index proposal_office;
create index proposal_office on proposal (office_id, made_at, id);
