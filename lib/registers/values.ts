import { provinceOfPostcode } from '#lib/geography/postcodes.ts';
import { isDigits } from '#lib/identifiers/digits.ts';
import { parseEnterpriseNumber } from '#lib/identifiers/enterprise-number.ts';
import {
  holdsNationalNumber,
  holdsNationalNumberAlone,
  isNationalNumber,
  parseNationalNumber,
} from '#lib/identifiers/national-number.ts';
import { parseNihdi } from '#lib/identifiers/nihdi.ts';
import { parseVisa } from '#lib/identifiers/visa.ts';
import type { FaultCode } from './faults.ts';
import { type ColumnKind, folded, textAtMost } from './register.ts';
import { codesByWord, languageWords, professionWords, selfEmployedWords, settingWords } from './vocabularies.ts';

/*
 * How a cell becomes a canonical value: one pure reader a kind, called millions of times, hence plain functions over
 * strings without a schema each. `files/cell-reader.ts` spares the calls whose answer shows in the bytes.
 */

/** What a value is kept as. The empty text means that there is none. */
export type Value = string | number;

/** Why it can't be read; `kept` is the value all the same, where a person may still be right. */
export type Faulted = { readonly fault: FaultCode; readonly kept?: Value };

export type Reader = (text: string) => Value | Faulted;

const faulted = (fault: FaultCode): Faulted => ({ fault });

const numberLength = faulted('number-length');
const visaForm = faulted('visa-form');
const nationalNumberCheck = faulted('national-number-check');
const nationalNumberHere = faulted('national-number-here');
const birthYearFault = faulted('birth-year');
const professionUnknown = faulted('profession-unknown');
const postcodeUnknown = faulted('postcode-unknown');
const languageUnknown = faulted('language-unknown');
const emailForm = faulted('email-form');
const phoneForm = faulted('phone-form');
const monthForm = faulted('month-form');
const countForm = faulted('count-form');
const shareRange = faulted('share-range');
const enterpriseNumberFault = faulted('enterprise-number');
const settingUnknown = faulted('setting-unknown');
const textTooLong = faulted('text-too-long');

const professionByWord = codesByWord(professionWords);
const settingByWord = codesByWord(settingWords);
const languageByWord = codesByWord(languageWords);
const selfEmployed = new Set(selfEmployedWords.map(folded));

/** What an employer is called who is the person. */
export const selfEmployedCode = 'self-employed';

/** The reader of a column. `year` is the last in which somebody can have been born. */
export function readerOf(
  column: { readonly kind: ColumnKind; readonly atMost?: number },
  { year }: { readonly year: number },
): Reader {
  switch (column.kind) {
    case 'text': {
      const atMost = column.atMost ?? textAtMost;
      return (text) => readText(text, atMost);
    }
    case 'nihdi':
      return readNihdi;
    case 'visa':
      return readVisa;
    case 'national-number':
      return readNationalNumber;
    case 'birth-year':
      return (text) => readBirthYear(text, year);
    case 'profession':
      return (text) => wordOr(professionByWord, text, professionUnknown);
    case 'postcode':
      return readPostcode;
    case 'language':
      return (text) => wordOr(languageByWord, text, languageUnknown);
    case 'email':
      return readEmail;
    case 'phone':
      return readPhone;
    case 'month':
      return readMonth;
    case 'count':
      return readCount;
    case 'share':
      return readShare;
    case 'enterprise-number':
      return readEnterpriseNumber;
    case 'employer':
      return readEmployer;
    case 'setting':
      return (text) => wordOr(settingByWord, text, settingUnknown);
  }
}

/** Spaces at an end, two in a row, or others than the plain one. */
const looseSpace = /^ | $| {2}|[^\S ]/;

/** Line breaks and runs of spaces become one space. */
function spaced(text: string): string {
  return looseSpace.test(text) ? text.trim().replace(/\s+/g, ' ') : text;
}

function readText(text: string, atMost: number): Value | Faulted {
  const clean = spaced(text);
  if (holdsNationalNumber(clean)) return nationalNumberHere;
  return clean.length > atMost ? textTooLong : clean;
}

function readNihdi(text: string): Value | Faulted {
  const parsed = parseNihdi(text);
  if (parsed.status === 'malformed') return parsed.code === 'empty' ? '' : numberLength;
  if (parsed.full === null) return numberLength;
  if (parsed.status === 'ok') return parsed.full;
  return isNationalNumber(parsed.full) ? nationalNumberHere : { fault: 'number-check', kept: parsed.full };
}

function readVisa(text: string): Value | Faulted {
  const parsed = parseVisa(text);
  if (parsed.status === 'ok') return parsed.value;
  return parsed.code === 'empty' ? '' : visaForm;
}

/** Gives the eleven digits, which are to be hashed at once. */
function readNationalNumber(text: string): Value | Faulted {
  const parsed = parseNationalNumber(text);
  if (parsed.status === 'ok') return parsed.digits;
  return parsed.code === 'empty' ? '' : nationalNumberCheck;
}

function readBirthYear(text: string, last: number): Value | Faulted {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const year = Number(trimmed);
  return /^\d{4}$/.test(trimmed) && year >= 1900 && year <= last ? year : birthYearFault;
}

function readPostcode(text: string): Value | Faulted {
  const digits = text.replace(/\s/g, '').replace(/^BE?-?/i, '');
  if (digits === '') return text.trim() === '' ? '' : postcodeUnknown;
  return provinceOfPostcode(digits) === undefined ? postcodeUnknown : digits;
}

const emailPattern = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;

function readEmail(text: string): Value | Faulted {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  if (holdsNationalNumber(trimmed)) return nationalNumberHere;
  return trimmed.length <= 254 && emailPattern.test(trimmed) ? trimmed.toLowerCase() : emailForm;
}

const phonePattern = /^[+\d][\d ./()-]{6,30}$/;

/** Two telephone numbers may stand in one cell: parts of both are no national number. */
function readPhone(text: string): Value | Faulted {
  const clean = spaced(text);
  if (clean === '') return '';
  if (!clean.startsWith('+') && parseNationalNumber(clean).status === 'ok') return nationalNumberHere;
  if (holdsNationalNumberAlone(clean)) return nationalNumberHere;
  return phonePattern.test(clean) ? clean : phoneForm;
}

const yearFirst = /^(\d{4})[-/.]?(\d{2})(?:-01)?$/;
const monthFirst = /^(\d{1,2})[-/.](\d{4})$/;

/** 2020-03, 2020/03, 202003, 03/2020 or 3-2020; and 2020-03-01, as a spreadsheet keeps a month. */
function readMonth(text: string): Value | Faulted {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const [, year, month] = yearFirst.exec(trimmed) ?? [];
  const [, lateMonth, lateYear] = year === undefined ? (monthFirst.exec(trimmed) ?? []) : [];
  const numbers = [Number(year ?? lateYear), Number(month ?? lateMonth)] as const;
  const exists = numbers[0] >= 2000 && numbers[0] <= 2100 && numbers[1] >= 1 && numbers[1] <= 12;
  return exists ? `${numbers[0]}-${String(numbers[1]).padStart(2, '0')}` : monthForm;
}

function readCount(text: string): Value | Faulted {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  return isDigits(trimmed) && trimmed.length <= 9 ? Number(trimmed) : countForm;
}

/** 0.5, 0,5, .5, 50% or 50 %; rounded to three decimals. */
function readShare(text: string): Value | Faulted {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const [, number, percent] = /^(\d{1,3}(?:[.,]\d{1,20})?|[.,]\d{1,20})\s*(%?)$/.exec(trimmed) ?? [];
  if (number === undefined) return shareRange;
  const given = Number(number.replace(',', '.'));
  const share = percent === '%' ? given / 100 : given;
  return share <= 1 ? Math.round(share * 1_000) / 1_000 : shareRange;
}

function readEnterpriseNumber(text: string): Value | Faulted {
  const parsed = parseEnterpriseNumber(text);
  if (parsed.status === 'ok') return parsed.digits;
  return parsed.code === 'empty' ? '' : enterpriseNumberFault;
}

function readEmployer(text: string): Value | Faulted {
  return selfEmployed.has(folded(text)) ? selfEmployedCode : readEnterpriseNumber(text);
}

function wordOr(words: ReadonlyMap<string, string>, text: string, fault: Faulted): Value | Faulted {
  const word = folded(text);
  if (word === '') return text.trim() === '' ? '' : fault;
  return words.get(word) ?? fault;
}
