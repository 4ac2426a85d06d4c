-- What a customer thought of a visit that is done: once for each.
create table visit_ratings (
	visit_id uuid primary key references visits on delete cascade,
	customer_id uuid not null references customers on delete cascade,
	journey_id uuid,
	stars int not null check (stars between 1 and 5),
	-- What was good and what was not, by its codes.
	good text[] not null,
	bad text[] not null,
	-- In their own words.
	comment text not null,
	-- They would like to be rung up about it.
	call boolean not null,
	created_at timestamptz not null
);
create index visit_ratings_customer on visit_ratings (customer_id);
create trigger living before insert on visit_ratings for each row execute function belongs_to_living();
