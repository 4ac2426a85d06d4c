-- What is counted, by days of the business's own clock: a page of numbers reads some thousand rows, however many facts there are.

create table daily_counts (
	day date not null,
	measure text not null,
	lang text not null,
	channel text not null,
	count integer not null,
	primary key (day, measure, lang, channel)
);

create table daily_articles (
	day date not null,
	article_id uuid not null,
	lang text not null,
	channel text not null,
	-- Came first in an answer or among choices; was said to have helped, or not; was what somebody wrote to the team after.
	led integer not null,
	solved integer not null,
	unsolved integer not null,
	opened integer not null,
	primary key (day, article_id, lang, channel)
);
create index daily_articles_article on daily_articles (article_id, day);

-- No foreign key: what was read stays counted when the article is gone.
create table daily_views (
	day date not null,
	article_id uuid not null,
	lang text not null,
	views integer not null,
	-- By the deepest quarter of the text that came into sight, and by how long it was seen.
	quarters integer[] not null,
	times integer[] not null,
	primary key (day, article_id, lang)
);
create index daily_views_article on daily_views (article_id, day);

create table daily_searches (
	day date not null,
	lang text not null,
	channel text not null,
	searches integer not null,
	empty integer not null,
	primary key (day, lang, channel)
);

-- What was looked for in vain: a bounded number of wordings a day, for a while.
create table empty_searches (
	day date not null,
	lang text not null,
	channel text not null,
	words text not null,
	count integer not null,
	primary key (day, lang, channel, words)
);

create table daily_matters (
	day date not null,
	lang text not null,
	channel text not null,
	-- Each matter stands in `matters` and in exactly one of the six after it.
	matters integer not null,
	net integer not null,
	came_back integer not null,
	handed integer not null,
	unsolved integer not null,
	silent integer not null,
	left_open integer not null,
	-- Of those handed to a person.
	handed_confirmed integer not null,
	primary key (day, lang, channel)
);

-- Days whose matters are judged for good.
create table settled_days (day date primary key);
