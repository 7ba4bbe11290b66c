-- AlterTable
ALTER TABLE "source_record" DROP COLUMN "identifier_scheme",
DROP COLUMN "identifier_value",
DROP COLUMN "values",
ALTER COLUMN "cells" SET NOT NULL;
