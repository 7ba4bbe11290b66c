import type { Column } from './register.ts';

/** Whether a row with a fault is linked and looked at, or kept for the report alone. */
export type Severity = 'refused' | 'doubtful';

/**
 * All that can be wrong with a row. Of a refused row nothing is linked; of a doubtful one the value at fault is dropped,
 * unless it says otherwise here.
 */
const severities = {
  'value-missing': 'refused',
  'column-count': 'refused',
  'number-length': 'refused',
  'visa-form': 'refused',
  'profession-unknown': 'refused',
  'postcode-unknown': 'refused',
  'month-form': 'refused',
  'count-form': 'refused',
  'share-range': 'refused',
  'text-too-long': 'refused',
  'control-character': 'refused',
  /** Fails both 97 and 89; it may still be right, and is kept. */
  'number-check': 'doubtful',
  /** Refused where the column is required: see `severityOf`. No hash is kept. */
  'national-number-check': 'doubtful',
  /** In a column of something else, which keeps nothing of it. Refused where the row depends on the column. */
  'national-number-here': 'doubtful',
  'birth-year': 'doubtful',
  'language-unknown': 'doubtful',
  'email-form': 'doubtful',
  'phone-form': 'doubtful',
  'enterprise-number': 'doubtful',
  'setting-unknown': 'doubtful',
} as const satisfies Readonly<Record<string, Severity>>;

export type FaultCode = keyof typeof severities;

export const faultCodes = Object.keys(severities) as readonly FaultCode[];

export function isFaultCode(code: string): code is FaultCode {
  return Object.hasOwn(severities, code);
}

/** Without what links a register's rows, or what it requires, a row is of no use. */
export function severityOf(code: FaultCode, column?: Pick<Column, 'required' | 'kind'>): Severity {
  switch (code) {
    case 'national-number-check':
      return column?.required === true ? 'refused' : severities[code];
    case 'national-number-here':
      return column?.required === true || column?.kind === 'nihdi' ? 'refused' : severities[code];
    default:
      return severities[code];
  }
}
