/** Rolls a transaction back and carries an expected refusal out of it; caught by `inTransaction` alone. */
export class RefusedInTransaction extends Error {
  override readonly name = 'RefusedInTransaction';
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>> | undefined;

  constructor(code: string, params?: Readonly<Record<string, string | number>>) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/** Someone asked for what their roles and scope do not include; pages answer as if it did not exist. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}
