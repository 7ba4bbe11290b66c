import { describe, expect, it } from 'vitest';
import { plainFormat } from '#lib/demo/register-files/format.ts';
import { spelled } from '#lib/demo/register-files/spelling.ts';

describe('how sources spell their values', () => {
  const values = { nationalNumber: '70010100107', workingTime: '0.5' };

  it('[FILES-06] turns from row to row in registers that it knows', () => {
    expect(spelled({ register: 'employment', values }, 1, plainFormat)).toEqual({
      nationalNumber: '70.01.01-001.07',
      workingTime: '50 %',
    });
  });

  it('[FILES-06] leaves those of any other register as they are', () => {
    for (const turn of [0, 1, 2, 3]) {
      expect(spelled({ register: 'not-known-yet', values }, turn, plainFormat)).toEqual(values);
    }
  });
});
