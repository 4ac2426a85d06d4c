-- Customers who asked to be forgotten, and what keeps their words from coming back.

-- The list that is replayed on a restored backup. Ids alone, and no foreign key: it also names people whom the backup does not know yet.
create table erasures (
	customer_id uuid primary key,
	at timestamptz not null
);

-- Whose words or address a mail holds.
alter table notifications add column customer_id uuid references customers;
create index notifications_customer on notifications (customer_id) where customer_id is not null;
update notifications n set customer_id = c.customer_id
from conversations c where n.dedupe_key in ('conversation_opened:' || c.id, 'conversation_received:' || c.id);

create index ratings_customer on ratings (customer_id);

-- A row that was on its way while its writer was erased would bring a text back. Erasing locks the customer; whoever writes meanwhile
-- waits here, and is refused with a state of our own that core/errors knows.
create function refuse_erased(customer uuid) returns void language plpgsql as $$
declare
	gone timestamptz;
begin
	select erased_at into gone from customers where id = customer for key share;
	if gone is not null then raise exception 'This customer was erased.' using errcode = 'SN409'; end if;
end $$;

create function belongs_to_living() returns trigger language plpgsql as $$
begin
	perform refuse_erased(new.customer_id);
	return new;
end $$;

create trigger living before insert on identities for each row execute function belongs_to_living();
create trigger living before insert on sessions for each row execute function belongs_to_living();
create trigger living before insert on questions for each row when (new.customer_id is not null) execute function belongs_to_living();
create trigger living before insert on ratings for each row execute function belongs_to_living();
create trigger living before insert on conversations for each row execute function belongs_to_living();
create trigger living before insert on notifications for each row when (new.customer_id is not null) execute function belongs_to_living();

create function is_said_to_living() returns trigger language plpgsql as $$
begin
	perform refuse_erased(customer_id) from conversations where id = new.conversation_id;
	return new;
end $$;

create trigger living before insert on messages for each row execute function is_said_to_living();

create function is_uploaded_by_living() returns trigger language plpgsql as $$
begin
	perform refuse_erased(split_part(new.uploaded_by, ':', 2)::uuid);
	return new;
end $$;

create trigger living before insert on files for each row when (new.uploaded_by like 'customer:%') execute function is_uploaded_by_living();
