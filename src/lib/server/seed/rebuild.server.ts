import type postgres from 'postgres';

type Definition = { table: string; name: string; definition: string };

/**
 * Takes foreign keys, exclusions and secondary indexes off these tables, so that millions of rows go in without
 * touching them one by one. The returned function builds them again and so proves that every row keeps the rules.
 * To be called inside a transaction: nobody else ever sees the tables without their rules.
 */
export async function takeDownRules(
  tx: postgres.TransactionSql,
  tables: string[],
): Promise<(onStep: (done: number, total: number) => void) => Promise<void>> {
  const indexes = await tx<Definition[]>`
    select c.relname as "table", i.relname as name, pg_get_indexdef(x.indexrelid) as definition
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
    where c.relnamespace = 'public'::regnamespace and c.relname = any (${tables})
      and not exists (select from pg_constraint k where k.conindid = x.indexrelid)
    order by c.relname, i.relname`;
  const constraints = await tx<Definition[]>`
    select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'public'::regnamespace and c.relname = any (${tables}) and k.contype in ('f', 'x')
    order by k.contype desc, c.relname, k.conname`;
  // COPY takes no rows into a table whose owner is bound by row security.
  const secured = await tx<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relname = any (${tables}) and c.relforcerowsecurity`;
  for (const { name } of secured) await tx`alter table ${tx(name)} no force row level security`;
  for (const { name } of indexes) await tx`drop index ${tx(name)}`;
  for (const { table, name } of constraints) await tx`alter table ${tx(table)} drop constraint ${tx(name)}`;

  return async (onStep) => {
    const total = indexes.length + constraints.length;
    let done = 0;
    for (const { definition } of indexes) {
      await tx.unsafe(definition);
      onStep(++done, total);
    }
    for (const { table, name, definition } of constraints) {
      await tx.unsafe(`alter table "${table}" add constraint "${name}" ${definition}`);
      onStep(++done, total);
    }
    for (const { name } of secured) await tx`alter table ${tx(name)} force row level security`;
  };
}
