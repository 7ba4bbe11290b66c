import type { Register } from '../register.ts';
import { employment } from './employment.ts';
import { inamiActivity } from './inami-activity.ts';
import { registrations } from './registrations.ts';

/** All registers whose files are read. */
export const registers = [registrations, inamiActivity, employment] as const satisfies readonly Register[];

export type RegisterCode = (typeof registers)[number]['code'];

export const registerCodes: readonly RegisterCode[] = registers.map(({ code }) => code);

export function isRegisterCode(value: unknown): value is RegisterCode {
  return registers.some(({ code }) => code === value);
}

/** Undefined where there is no register of this code. */
export function findRegister(code: string): Register | undefined {
  return registers.find((register) => register.code === code);
}
