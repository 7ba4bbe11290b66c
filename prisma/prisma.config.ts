import path from 'node:path';
import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: path.join(import.meta.dirname, 'schema'),
  migrations: { path: path.join(import.meta.dirname, 'migrations') },
  // Only `prisma migrate` connects, always as the owner; generating needs no address.
  ...(process.env.DATABASE_OWNER_URL === undefined ? {} : { datasource: { url: process.env.DATABASE_OWNER_URL } }),
});
