-- A link in a mail opens one thing and nothing else of whose it is. Who used one may see that thing on their device until the link runs out.

create table passes (
	customer_id uuid not null references customers,
	type text not null check (type in ('visit', 'conversation', 'journey')),
	ref uuid not null,
	-- To whom the link was sent: a pass goes with the address.
	identity_id uuid not null references identities on delete cascade,
	until timestamptz not null,
	primary key (customer_id, type, ref)
);
create index passes_identity on passes (identity_id);
create trigger living before insert on passes for each row execute function belongs_to_living();
