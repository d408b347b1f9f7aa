-- Equality inside JSON is asked for as containment, which these indexes answer. jsonb_path_ops holds whole paths with their
-- values: smaller than the default and exact enough that few rows are looked at in vain.

create index events_context on events using gin (context jsonb_path_ops);
create index events_user on events using gin ("user" jsonb_path_ops);
create index events_brand on events using gin (brand jsonb_path_ops);
