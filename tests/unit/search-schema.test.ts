import { describe, expect, it } from 'vitest';
import { auditSearchSchema } from '#lib/audit/schema.ts';
import { queueFilterSchema } from '#lib/claims/schema.ts';
import { daySearchSchema } from '#lib/pickup/day-schema.ts';
import { reportListSchema, slotListSchema, slotSearchSchema, textSearchSchema } from '#lib/pickup/schema.ts';
import { searchOneOr, searchPage } from '#lib/shared/search-schema.ts';

describe('an address that makes no sense', () => {
  it('[TABLES-03] has no day that the database does not know', () => {
    for (const schema of [slotSearchSchema, slotListSchema, daySearchSchema]) {
      expect(schema.parse({ day: '0000-01-01' }).day).toBeUndefined();
      expect(schema.parse({ day: '2020-07-06' }).day).toBe('2020-07-06');
    }
    expect(auditSearchSchema.parse({ from: '0000-01-01', until: '2020-07-06' })).toEqual({ until: '2020-07-06' });
  });

  it('[TABLES-03] has no text that the database does not take', () => {
    for (const schema of [reportListSchema, textSearchSchema, daySearchSchema]) {
      expect(schema.parse({ q: '\0' }).q).toBe('');
      expect(schema.parse({ q: 'a\0b' }).q).toBe('');
      expect(schema.parse({}).q).toBe('');
      expect(schema.parse({ q: [' ada ', 'other'] }).q).toBe('ada');
    }
    const nul = { q: '\0', assignee: 'me\0', province: '\0', profession: '\0' };
    expect(queueFilterSchema.parse(nul)).toEqual({ status: 'waiting', page: 1 });
    expect(auditSearchSchema.parse({ who: 'a\0', subject: '\0' })).toEqual({});
  });

  it('[TABLES-03] has no page that no table can have', () => {
    for (const page of ['0', '-1', '1e300', '10001', '1.5', 'x', undefined]) expect(searchPage.parse(page)).toBe(1);
    expect(searchPage.parse('7')).toBe(7);
    expect(searchPage.parse(['7', '8'])).toBe(7);
  });

  it('[TABLES-02] is sorted as if it said nothing', () => {
    const sort = searchOneOr(['time', 'name'], 'time');
    expect([undefined, 'nonsense', ['name', 'time'], 'name'].map((value) => sort.parse(value))).toEqual([
      'time',
      'time',
      'name',
      'name',
    ]);
  });
});
