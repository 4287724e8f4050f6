import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/support/database-hooks.ts';

describe('the database of a test', () => {
  const ofFile = useDatabase();
  const ofTest = useDatabase({ per: 'test' });

  const tablesIn = async (url: string) => {
    const sql = postgres(url, { max: 1 });
    const tables = await sql`select table_name from information_schema.tables where table_schema = 'public'`;
    await sql`create table left_behind ()`;
    await sql.end();
    return tables.map((table) => String(table['table_name']));
  };

  test('has all tables', async () => {
    expect(await tablesIn(ofFile.url)).toContain('signup');
    expect(await tablesIn(ofTest.url)).toContain('signup');
  });

  test('is on request new for each test', async () => {
    expect(await tablesIn(ofTest.url)).not.toContain('left_behind');
  });
});
