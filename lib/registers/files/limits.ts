const mebibyte = 1_024 * 1_024;

/** What a file may be. Beyond it is refused while it is read, before it is all in memory or on disk. */
export const fileLimits = {
  /** Bytes as they come. */
  fileBytes: 2_048 * mebibyte,
  /** Bytes once unpacked. */
  unpackedBytes: 8_192 * mebibyte,
  /** How many times its own size an archive may unpack to, looked at beyond `growthFrom`. */
  growth: 120,
  growthFrom: 16 * mebibyte,
  /** Of one line, in bytes as it came, and in UTF-8 when it is cut; one of the registers' has some hundreds. */
  lineBytes: mebibyte,
  /** In one cell in quotes: more are a quote that was never closed. */
  quotedLineBreaks: 20,
  /** Of one line, for quotes that might close its cells and do not: each such cell has the rest of the line read again. */
  readAgainBytes: 256 * 1_024,
  /** Of a workbook: three times what the widest register takes in a full sheet, as it comes and unpacked. */
  sheetBytes: 256 * mebibyte,
  sheetUnpackedBytes: 4_096 * mebibyte,
  /** Of a sheet, by its own format; the header is one of them. */
  sheetRows: 1_048_576,
  /** Of the texts that cells refer to, which are held while it is read. */
  sheetTextBytes: 160 * mebibyte,
  /** So much of a sheet, unpacked, is looked at before somebody confirms; small ones whole. */
  sheetLookBytes: 8 * mebibyte,
  /** Of what else of a workbook is read: which sheets it has, and how it shows numbers. */
  sheetPartBytes: 32 * mebibyte,
} as const;

/**
 * So much of a file is looked at before the rest of it is sent: its header and thousands of rows, and enough to see that a
 * line behind them does not end.
 */
export const beginningBytes = 2 * fileLimits.lineBytes;
