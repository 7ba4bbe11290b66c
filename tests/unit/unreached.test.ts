import { afterEach, expect, it, vi } from 'vitest';
import { orUnreached } from '#components/ui/form.tsx';

// Next’s navigation, which the portal’s buttons rest on, can be loaded inside of Next alone.
vi.mock('#lib/i18n/navigation.ts', () => ({ Link: () => null }));

afterEach(() => vi.unstubAllGlobals());

it('[FRAME-03] a post that reaches nothing leaves the form as it was; what else fails is thrown on', async () => {
  vi.stubGlobal('window', {});
  const before = { initialValue: { number: '1' } };
  const failing = (error: Error) => orUnreached(() => Promise.reject(error))(before, new FormData());
  expect(await failing(new TypeError('Failed to fetch'))).toBe(before);
  await expect(failing(new Error('of the server'))).rejects.toThrow('of the server');
});

it('on the server an action stays itself, for forms that post without JavaScript', () => {
  const action = async () => null;
  expect(orUnreached(action)).toBe(action);
});
