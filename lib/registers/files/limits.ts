const mebibyte = 1_024 * 1_024;

/** So much of a file is looked at before the rest of it is sent: its header and thousands of rows. */
export const beginningBytes = mebibyte;

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
  /** Of a sheet, which is read in memory. */
  sheetBytes: 32 * mebibyte,
  sheetUnpackedBytes: 512 * mebibyte,
  sheetRows: 100_000,
} as const;
