-- By whose clock the days are counted: where it is not the one of the setting, all is about to be counted anew. One row, none before the first recount.
create table counted_by (
	one boolean primary key default true check (one),
	time_zone text not null
);

-- The same by months, `day` their first: what a year says of thousands of articles is read from months, and from days at its ends.
create table monthly_articles (like daily_articles including all);
create table monthly_views (like daily_views including all);
-- All articles together.
create table daily_reading (
	day date not null,
	lang text not null,
	views integer not null,
	quarters integer[] not null,
	times integer[] not null,
	primary key (day, lang)
);

insert into monthly_articles
select date_trunc('month', day::timestamp)::date, article_id, lang, channel, sum(led), sum(solved), sum(unsolved), sum(opened)
from daily_articles group by 1, 2, 3, 4;

insert into monthly_views
select date_trunc('month', day::timestamp)::date, article_id, lang, sum(views),
	array[sum(quarters[1]), sum(quarters[2]), sum(quarters[3]), sum(quarters[4])],
	array[sum(times[1]), sum(times[2]), sum(times[3]), sum(times[4])]
from daily_views group by 1, 2, 3;

insert into daily_reading
select day, lang, sum(views),
	array[sum(quarters[1]), sum(quarters[2]), sum(quarters[3]), sum(quarters[4])],
	array[sum(times[1]), sum(times[2]), sum(times[3]), sum(times[4])]
from daily_views group by 1, 2;
