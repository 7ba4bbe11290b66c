import { describe, expect, it } from 'vitest';
import { mapHeight, mapWidth, provinceOutlines } from '#lib/geography/outlines.ts';

describe('the outlines of the provinces', () => {
  const outlines = provinceOutlines();

  it('draws the eleven areas, Brussels on top of what surrounds it', () => {
    expect(new Set(outlines.map(({ code }) => code)).size).toBe(11);
    expect(outlines.at(-1)?.code).toBe('BE-BRU');
  });

  it('keeps every area and its label inside the box', () => {
    for (const { path, middle } of outlines) {
      expect(path).toMatch(/^M[\d.]/);
      expect(middle[0]).toBeGreaterThan(0);
      expect(middle[0]).toBeLessThan(mapWidth);
      expect(middle[1]).toBeGreaterThan(0);
      expect(middle[1]).toBeLessThan(mapHeight);
    }
  });
});
