/**
 * What a step of a command sends its SQL through. Prisma's transaction is one, and so is that of `inSqlTransaction`, so
 * that the steps all commands share (audit, messages, jobs) serve both.
 */
export interface Statements {
  /** Gives the number of rows changed. */
  $executeRaw(query: TemplateStringsArray, ...values: unknown[]): PromiseLike<number>;
  $queryRaw<Rows = unknown>(query: TemplateStringsArray, ...values: unknown[]): PromiseLike<Rows>;
  $queryRawUnsafe<Rows = unknown>(query: string, ...values: unknown[]): PromiseLike<Rows>;
}
