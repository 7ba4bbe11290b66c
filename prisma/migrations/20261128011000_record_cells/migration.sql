-- AlterTable
ALTER TABLE "source_file" ADD COLUMN     "cell_columns" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "source_record" ADD COLUMN     "cells" TEXT;

-- What Prisma can't say: a record has no place for a national number, nor a name for one.
ALTER TABLE source_file
  ALTER COLUMN cell_columns SET NOT NULL,
  ADD CONSTRAINT source_file_cells_without_national_number CHECK ('nationalNumber' <> ALL (cell_columns));
