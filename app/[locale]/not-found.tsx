'use client';

import { NotFoundMessage } from '#components/shell/not-found-message.tsx';

/** Goes along with every page of the language, unseen: as the browser's own it is a reference and no more. */
export default function NotFound() {
  return <NotFoundMessage />;
}
