import type { Client } from 'pg';

export type TableShape = { name: string; columns: string[] };
export type Partition = { table: string; name: string; bounds: string };
export type Sequence = { name: string; last: string; called: boolean };

/** What belongs to an extension comes back with it. */
const OURS = `not exists (
	select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')`;

// The migrations write this one themselves.
const MADE_BY_MIGRATING = 'schema_migrations';

/** Tables whose rows a backup holds, with the columns that can be written: everything in `public` that survives a crash. */
export async function keptTables(client: Client): Promise<TableShape[]> {
	const { rows } = await client.query<TableShape>(
		`select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
		from pg_class c join pg_attribute a on a.attrelid = c.oid
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relpersistence = 'p' and not c.relispartition
			and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and c.relname <> $1 and ${OURS}
		group by c.relname order by c.relname`,
		[MADE_BY_MIGRATING],
	);
	return rows;
}

export async function partitions(client: Client): Promise<Partition[]> {
	const { rows } = await client.query<Partition>(
		`select p.relname as table, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds
		from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
		where c.relispartition and c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
		order by c.relname`,
	);
	return rows;
}

export async function sequences(client: Client): Promise<Sequence[]> {
	const { rows } = await client.query<{ name: string }>(
		`select c.relname as name from pg_class c
		where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and ${OURS} order by 1`,
	);
	const found: Sequence[] = [];
	for (const { name } of rows) {
		const state = await client.query(
			`select last_value::text as last, is_called as called from public.${quoted(name)}`,
		);
		found.push({ name, ...(state.rows[0] as Omit<Sequence, 'name'>) });
	}
	return found;
}

/** Numbers of the migrations that made this schema; undefined when Saunders never did. */
export async function appliedMigrations(client: Client): Promise<number[] | undefined> {
	const { rows: known } = await client.query("select to_regclass('public.schema_migrations') is not null as yes");
	if (!(known[0] as { yes: boolean }).yes) return undefined;
	const { rows } = await client.query<{ number: number }>('select number from public.schema_migrations order by 1');
	return rows.map(({ number }) => number);
}

/** Statements that empty `public`, for a restore over what is there; none for an empty database. */
export async function clearing(client: Client): Promise<string[]> {
	const { rows } = await client.query<{ statement: string }>(
		`select format('drop %s if exists public.%I cascade', case c.relkind
				when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, c.relname) as statement
		from pg_class c
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S') and not c.relispartition and ${OURS}
		union all
		select format('drop routine if exists %s cascade', p.oid::regprocedure)
		from pg_proc p
		where p.pronamespace = 'public'::regnamespace
			and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
		union all
		select format('drop type if exists public.%I cascade', t.typname)
		from pg_type t
		where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd')
			and not exists (select from pg_depend d where d.objid = t.oid and d.classid = 'pg_type'::regclass and d.deptype = 'e')`,
	);
	return rows.map(({ statement }) => statement);
}

/**
 * Statements that take foreign keys and triggers out of the way of a load in any order, and those that bring them back. Only a superuser
 * could switch them off for a session instead; bringing a key back checks every row.
 */
export async function standAside(client: Client): Promise<{ before: string[]; after: string[] }> {
	const { rows } = await client.query<{ before: string; after: string }>(
		`select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname) as before,
			format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as after
		from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conparentid = 0
		union all
		select format('alter table %s disable trigger %I', t.tgrelid::regclass, t.tgname),
			format('alter table %s enable trigger %I', t.tgrelid::regclass, t.tgname)
		from pg_trigger t join pg_class c on c.oid = t.tgrelid
		where c.relnamespace = 'public'::regnamespace and not t.tgisinternal and t.tgenabled = 'O' and t.tgparentid = 0`,
	);
	return { before: rows.map(({ before }) => before), after: rows.map(({ after }) => after) };
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
