-- Lists that grow for years were read whole to show their newest rows: cash orders of a month or a hand, and what phones left
-- to be ruled on.

create index cash_order_from on cash_order (from_hand, month);
create index cash_order_to on cash_order (to_hand, month);
create index device_exception_newest on device_exception (opened_at desc, id desc);
