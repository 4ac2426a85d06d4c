-- Maintenance that comes again: some weeks before it is due a journey with these answers is begun for the customer, who chooses the time.
create table visit_plans (
	id uuid primary key,
	customer_id uuid not null references customers on delete cascade,
	service text not null,
	answers jsonb not null,
	email text not null,
	every_months integer not null check (every_months between 1 and 60),
	-- A day by the clocks of `zone`.
	next_on date not null,
	zone text not null,
	lang text not null,
	active boolean not null default true,
	-- In which a time for the next one is chosen.
	journey_id uuid references journeys on delete set null,
	proposed_at timestamptz,
	reminded boolean not null default false,
	created_at timestamptz not null,
	updated_at timestamptz not null
);
create index visit_plans_customer on visit_plans (customer_id);
create index visit_plans_due on visit_plans (next_on) where active;
create trigger living before insert on visit_plans for each row execute function belongs_to_living();

-- Begun by the program for a customer, who may never look at it: not counted as begun by anybody.
alter table journeys add column proposed boolean not null default false;
