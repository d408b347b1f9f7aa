-- The different values of `action` and `app`, for suggestions: finding them in the events would read the whole log.
create table log_values (
  log text not null references logs (name),
  field text not null,
  value text collate "C" not null,
  primary key (log, field, value)
);

insert into log_values
select distinct log, field, value
  from events, lateral (values ('action', action), ('app', app)) as both_fields (field, value)
 where length(value) between 1 and 200;
