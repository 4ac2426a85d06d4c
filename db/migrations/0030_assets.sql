-- Machines by serial number: those that customers own, and those that nobody has registered yet.

create table assets (
	id uuid primary key,
	-- As it is printed on the plate.
	serial_number text not null,
	-- The same without what people leave out or mix up when they copy it.
	serial_key text not null unique,
	model text not null,
	-- What it is: compressor, dryer. Words of the business.
	kind text not null,
	-- Where it stands.
	address text not null default '',
	customer_id uuid references customers,
	commissioned_on date,
	warranty_until date,
	created_at timestamptz not null,
	updated_at timestamptz not null
);
create index assets_customer on assets (customer_id, id) where customer_id is not null;

-- A machine may be handed to somebody later, so changing its owner counts as well.
create trigger living before insert or update of customer_id on assets for each row when (new.customer_id is not null) execute function belongs_to_living();
