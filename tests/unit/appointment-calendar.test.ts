import { describe, expect, it } from 'vitest';
import { appointmentCalendar } from '#lib/pickup/appointment-calendar.ts';
import { drawQrCode } from '#lib/pickup/draw-qr-code.ts';
import type { OwnBooking } from '#lib/pickup/queries.ts';

const booking: OwnBooking = {
  entitlementId: '8c3e4c2e-52c3-4f0c-9f5b-2f3f4b0c1d11',
  bookingId: '0b7d9a52-4f57-4d0e-8a53-5a4c9a3f7c22',
  code: 'AAAA-BBBB-CCCC',
  slotId: '1f6e3c2e-52c3-4f0c-9f5b-2f3f4b0c1d33',
  startsAt: new Date('2020-07-06T09:00:00+02:00'),
  endsAt: new Date('2020-07-06T09:20:00+02:00'),
  checkedInAt: null,
  point: {
    name: 'Example hall',
    street: 'Example Street 1',
    postcode: '4000',
    municipality: 'Exampletown',
    access: {},
  },
};
const words = { summary: 'Parcel', description: 'Code', url: 'https://portal.test/en/provider' };
const line = (calendar: string, name: string) => calendar.split('\r\n').find((text) => text.startsWith(name));

describe('the calendar file of an appointment', () => {
  it('gives its hours as instants, so that every calendar shows them in its own zone', () => {
    const calendar = appointmentCalendar(booking, words, new Date('2020-06-16T07:00:00Z'));
    expect(line(calendar, 'DTSTART')).toBe('DTSTART:20200706T070000Z');
    expect(line(calendar, 'DTEND')).toBe('DTEND:20200706T072000Z');
    expect(line(calendar, 'LOCATION')).toContain('Example hall');
  });

  it('keeps its identity when moved, and is newer then', () => {
    const before = appointmentCalendar(booking, words, new Date('2020-06-16T07:00:00Z'));
    const moved = { ...booking, bookingId: crypto.randomUUID(), startsAt: new Date('2020-07-07T07:00:00Z') };
    const after = appointmentCalendar(moved, words, new Date('2020-06-16T08:00:00Z'));
    expect(line(after, 'UID')).toBe(line(before, 'UID'));
    const sequence = (calendar: string) => Number(line(calendar, 'SEQUENCE')?.slice('SEQUENCE:'.length));
    expect(sequence(after)).toBeGreaterThan(sequence(before));
  });
});

describe('the drawing of a ticket’s code', () => {
  it('has the three finders of a QR code, at three of its corners', () => {
    const { size, path } = drawQrCode('AAAA-BBBB-CCCC');
    expect(size % 4).toBe(1);
    for (const [x, y] of [
      [0, 0],
      [size - 7, 0],
      [0, size - 7],
    ] as const) {
      for (let step = 0; step < 7; step += 1) {
        expect(path).toContain(`M${x + step} ${y}h1v1h-1z`);
        expect(path).toContain(`M${x} ${y + step}h1v1h-1z`);
      }
    }
    expect(drawQrCode('AAAA-BBBB-CCCC')).toEqual(drawQrCode('AAAA-BBBB-CCCC'));
    expect(drawQrCode('AAAA-BBBB-CCCD').path).not.toBe(path);
  });
});
