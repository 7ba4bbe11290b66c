/** The outcome of a command: done, or refused for a reason that the person can be told. Anything else is thrown. */
export type Result<Value, Code extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal<Code> };

/** An expected refusal: a stable code that every language has a message for, and what that message needs. */
export type Refusal<Code extends string> = {
  readonly code: Code;
  readonly params?: Readonly<Record<string, string | number>>;
};

export function done<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refused<Code extends string>(
  code: Code,
  params?: Refusal<Code>['params'],
): { readonly ok: false; readonly refusal: Refusal<Code> } {
  return { ok: false, refusal: params === undefined ? { code } : { code, params } };
}
