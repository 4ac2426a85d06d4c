-- By whose clock the days are counted: where it is not the one of the setting, all is about to be counted anew. One row, none before the first recount.

create table counted_by (
	one boolean primary key default true check (one),
	time_zone text not null
);
